#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A header compiles alone."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402

FLAGS = ['-std=c11', '-D_POSIX_C_SOURCE=200809L', '-Wall', '-Wextra', '-Wpedantic', '-Werror',
         '-Wno-unused', '-fsyntax-only', '-x', 'c', '-Iinclude', '-Ilib', '-Itests']


def check(tree):
    cc = lint.tool('gcc')
    for path in tree.sources():
        if path.suffix != '.h':
            continue
        done = lint.run([cc, *FLAGS, path], cwd=tree.root)
        if done.returncode:
            error = re.search(r'^(\S+?):(\d+):.*error: (.*)$', done.stderr, re.MULTILINE)
            line = int(error[2]) if error and error[1] == str(path) else 1
            what = error[3] if error else done.stderr.strip()[:200]
            yield lint.Finding(path, line, f'does not compile alone ({what}): include what it '
                                           f'needs')


if __name__ == '__main__':
    lint.main(check)
