#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Shell scripts are clean for shellcheck; those without a #! are read as sh."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402


def check(tree):
    shellcheck = lint.tool('shellcheck')
    groups = {'': [], '--shell=sh': []}
    for path in tree.scripts():
        groups['' if tree.first_line(path).startswith('#!') else '--shell=sh'].append(path)
    for shell, scripts in groups.items():
        if scripts:
            words = [shellcheck, '--format=json', *filter(None, [shell]), *scripts]
            for one in json.loads(lint.run(words, cwd=tree.root).stdout):
                yield lint.Finding(one['file'], one['line'], f'SC{one["code"]}: {one["message"]}')


if __name__ == '__main__':
    lint.main(check)
