#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Manual pages are clean for mandoc."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402


def check(tree):
    mandoc = lint.tool('mandoc')
    for path in tree.files('man/*.[1-9]'):
        done = lint.run([mandoc, '-T', 'lint', '-W', 'warning', path], cwd=tree.root)
        for found in re.finditer(r'^mandoc: \S+?:(\d+):\d+: (.*)$', done.stdout, re.MULTILINE):
            if 'referenced manual not found' not in found[2]:
                yield lint.Finding(path, int(found[1]), found[2])


if __name__ == '__main__':
    lint.main(check)
