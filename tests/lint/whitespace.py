#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""No white space at the end of lines, no CR, one line feed at the end of a file."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402

# What a command prints may end in anything.
FREE = ('.out', '.err')


def check(tree):
    for path in tree.files('*', '.ci/*', '.github/**/*', 'cmd/**/*', 'include/**/*', 'lib/**/*',
                           'man/**/*', 'tests/**/*'):
        if path.suffix in FREE or path.parts[:3] == ('tests', 'fuzz', 'corpus'):
            continue
        data = (tree.root / path).read_bytes()
        lines = data.split(b'\n')
        for number, line in enumerate(lines, 1):
            if line != line.rstrip():
                yield lint.Finding(path, number, 'white space at the end of the line')
        if data and lines[-1] != b'':
            yield lint.Finding(path, len(lines), 'no line feed at the end of the file')
        elif len(lines) > 2 and lines[-2] == b'':
            yield lint.Finding(path, len(lines) - 1, 'an empty line at the end of the file')


if __name__ == '__main__':
    lint.main(check)
