#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Each outside library has one door: only that file includes its headers. Libc is for all."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import csource, doors, lint  # noqa: E402

def check(tree):
    for path in tree.files('cmd/**/*.[ch]', 'include/**/*.h', 'lib/**/*.[ch]'):
        for include in csource.includes(tree.text(path)):
            if include.quoted or include.name in doors.PUBLIC or include.name in doors.LIBC:
                continue
            door = doors.door_of(include.name)
            if not door:
                yield lint.Finding(path, include.line,
                                   f'<{include.name}> is neither libc nor a library with a door')
            elif str(path) != door:
                yield lint.Finding(path, include.line,
                                   f'<{include.name}> belongs behind its door, {door}')


if __name__ == '__main__':
    lint.main(check)
