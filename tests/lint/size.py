#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Files, headers and functions stay small enough to be read at once.

A header of the tests is a file like any other: what it holds is for one place.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import csource, lint  # noqa: E402

FILE, PRIVATE_HEADER, PUBLIC_HEADER, FUNCTION = 600, 120, 350, 80


def most_lines(path):
    if path.suffix != '.h' or path.parts[0] == 'tests':
        return FILE
    return PUBLIC_HEADER if path.parts[0] == 'include' else PRIVATE_HEADER


def check(tree):
    for path in [*tree.sources(), *tree.files('tests/**/*.py'), *tree.scripts()]:
        count = len(tree.text(path).splitlines())
        most = most_lines(path)
        if count > most:
            yield lint.Finding(path, count, f'{count} lines, at most {most}: split it by what '
                                            f'its parts do')
    for path in tree.sources():
        for function in csource.functions(tree.text(path)):
            if function.lines > FUNCTION:
                yield lint.Finding(path, function.line,
                                   f'{function.name} has {function.lines} lines, at most '
                                   f'{FUNCTION}: one level of abstraction each')


if __name__ == '__main__':
    lint.main(check)
