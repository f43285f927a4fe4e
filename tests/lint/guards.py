#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A header's guard is ROOM_FILE_H, around all of it but the licence."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402


def guard_of(path):
    """lib/base/addr.h: BASE_ADDR_H; cmd/opt.h: CMD_OPT_H; include/spoor.h: SPOOR_H."""
    parts = [part for part in path.with_suffix('').parts if part not in ('lib', 'include')]
    return '_'.join(re.sub(r'\W', '_', part) for part in parts[-2:]).upper() + '_H'


def check(tree):
    for path in tree.sources():
        if path.suffix != '.h':
            continue
        lines = tree.text(path).splitlines() + [''] * 3
        guard = guard_of(path)
        if lines[1:3] != [f'#ifndef {guard}', f'#define {guard}']:
            yield lint.Finding(path, 2, f'the guard must be {guard}, in lines 2 and 3')
        elif [line for line in lines if line.strip()][-1] != '#endif':
            yield lint.Finding(path, len(lines) - 3, 'the guard must end with the file: #endif')


if __name__ == '__main__':
    lint.main(check)
