#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Includes stand in five groups, each sorted: own header, rooms, <spoor.h>, libraries, system.

The own header of a file that implements the public one is <spoor.h>. cmocka wants to stand last.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import csource, doors, lint  # noqa: E402

GROUPS = ['the own header', 'the rooms', '<spoor.h>', 'the libraries', 'the system']


def is_own(path, include):
    """The first include of a .c: the header that it implements, beside it or public."""
    if path.suffix == '.h':
        return False
    return include.name == 'spoor.h' or (include.quoted and '/' not in include.name)


def group_of(include):
    if include.quoted:
        return 1
    if include.name == 'spoor.h':
        return 2
    return 3 if doors.door_of(include.name) else 4


def check_file(path, includes):
    highest = (-1, '')
    for number, include in enumerate(includes):
        group = 0 if number == 0 and is_own(path, include) else group_of(include)
        if group < highest[0]:
            yield lint.Finding(path, include.line,
                               f'{include.name} belongs before {GROUPS[highest[0]]}')
        elif (group, include.name) < highest:
            yield lint.Finding(path, include.line,
                               f'{include.name} belongs before {highest[1]}')
        else:
            highest = (group, include.name)


def check(tree):
    """cmocka wants to stand last, and so do the parts of the public header in it."""
    last = ('cmocka.h', *doors.PUBLIC[1:])
    for path in tree.sources():
        yield from check_file(path, [include for include in csource.includes(tree.text(path))
                                     if include.name not in last])


if __name__ == '__main__':
    lint.main(check)
