#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The licence stands in the first line of every source and script (behind a #!)."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402

TAG = 'SPDX-License-Identifier: ISC'
MARKS = {'.c': f'/* {TAG} */', '.h': f'/* {TAG} */', '.py': f'# {TAG}', '.sh': f'# {TAG}',
         '.txt': f'# {TAG}', '.cmake': f'# {TAG}', '.yml': f'# {TAG}', '.7': f'.\\" {TAG}'}
MARKS.update({f'.{section}': MARKS['.7'] for section in range(1, 10)})


def tagged(tree):
    """(path, the line it must begin with)."""
    for path in tree.sources():
        yield path, MARKS[path.suffix]
    for path in tree.files('**/CMakeLists.txt', '**/*.cmake', 'tests/**/*.py', 'man/*.[1-9]',
                           'lib/**/*.yml', '.github/**/*.yml'):
        yield path, MARKS[path.suffix]
    for path in tree.scripts():
        yield path, MARKS['.sh']


def check(tree):
    for path, mark in tagged(tree):
        lines = tree.text(path).splitlines()[:2] + ['', '']
        line = 2 if lines[0].startswith('#!') else 1
        if lines[line - 1] != mark:
            yield lint.Finding(path, line, f'this line must be: {mark}')


if __name__ == '__main__':
    lint.main(check)
