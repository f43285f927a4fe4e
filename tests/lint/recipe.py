#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Adding is adding, and all of it: a command has its cases, a format its goldens.

The tables are the library's and the command's own: whatever stands in them is asked for.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house, lint  # noqa: E402


def check(tree):
    spoor = house.House(tree.build / 'spoor', tree.build / 'tests/lint/tables')
    for command in spoor.commands():
        if not tree.files(f'tests/cli/{command.name}/*.sh'):
            yield lint.Finding(pathlib.Path(f'tests/cli/{command.name}'), 0,
                               f'no case for spoor {command.name}')
    for row in spoor.table('format'):
        logs = tree.files(f'testdata/{row[0]}/*.log')
        if not logs:
            yield lint.Finding(pathlib.Path(f'testdata/{row[0]}'), 0,
                               f'no golden for the format {row[0]}')
        for log in logs:
            if not (tree.root / log).with_suffix('.ndjson').exists():
                yield lint.Finding(log, 1, 'a log without its .ndjson')


if __name__ == '__main__':
    lint.main(check)
