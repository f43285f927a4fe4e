#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Rooms look down: a room includes lower floors and itself, never a room beside it or above.

The commands stand on top and see <spoor.h>, each other's headers and libc, nothing of lib.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import csource, lint  # noqa: E402

FLOORS = {'base': 0, 'input': 1, 'event': 1, 'format': 2, 'codec': 2, 'filter': 2, 'window': 3,
          'stream': 4, 'trace': 5, 'detect': 6}


def room_of(path, include):
    """The room that an include in quotes names; of a bare name the file's own."""
    parts = pathlib.PurePath(include).parts
    return path.parts[1] if len(parts) == 1 else parts[0]


def check_lib(tree, path):
    own = path.parts[1]
    if own not in FLOORS:
        yield lint.Finding(path, 1, f'no room {own} in the house: see the table of floors')
        return
    for include in csource.includes(tree.text(path)):
        room = room_of(path, include.name)
        if not include.quoted or room == own:
            continue
        if room not in FLOORS:
            yield lint.Finding(path, include.line, f'no room {room}: name headers "room/file.h"')
        elif FLOORS[room] >= FLOORS[own]:
            where = 'beside' if FLOORS[room] == FLOORS[own] else 'above'
            yield lint.Finding(path, include.line,
                               f'{own} looks at {room}, a room {where} it: move what they '
                               f'share down')


def check_cmd(tree, path):
    for include in csource.includes(tree.text(path)):
        if include.quoted and not (tree.root / path.parent / include.name).is_file():
            yield lint.Finding(path, include.line,
                               f'a command sees <spoor.h> and its own headers only, '
                               f'not {include.name}')


def check(tree):
    for path in tree.files('lib/*/**/*.[ch]'):
        yield from check_lib(tree, path)
    for path in tree.files('cmd/**/*.[ch]'):
        yield from check_cmd(tree, path)


if __name__ == '__main__':
    lint.main(check)
