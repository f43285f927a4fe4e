#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The shared library exports exactly the functions of <spoor.h>, and these stay few."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import csource, lint  # noqa: E402

MOST = 45
HEADER = pathlib.Path('include/spoor.h')


def declared(tree):
    """{name: (header, line)} of the functions that <spoor.h> and its parts declare."""
    functions = {}
    for header in tree.files('include/*.h'):
        code = csource.blank(tree.text(header))
        for one in re.finditer(r'^SPOOR_API\b[^;{]*?(\w+)\s*\(', code, re.MULTILINE):
            functions[one[1]] = header, csource.line_of(code, one.start(1))
    return functions


def exported(tree):
    library = tree.build / 'libspoor.so'
    out = lint.run([lint.tool('nm'), '-D', '--defined-only', library]).stdout
    return {line.split()[-1].split('@')[0] for line in out.splitlines()}


def check(tree):
    functions, symbols = declared(tree), exported(tree)
    if len(functions) > MOST:
        yield lint.Finding(HEADER, 1, f'{len(functions)} public functions, at most {MOST}')
    for name in sorted(functions.keys() - symbols):
        yield lint.Finding(*functions[name], f'{name} is promised and not in the library')
    for name in sorted(symbols - functions.keys()):
        yield lint.Finding(HEADER, 1, f'{name} is exported and not in the header: hide it')


if __name__ == '__main__':
    lint.main(check)
