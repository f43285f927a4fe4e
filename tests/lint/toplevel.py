#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The top level holds what everybody expects there, and nothing else; no drawers in the rooms."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402

ALLOWED = set('''cmd include lib man testdata tests CMakeLists.txt CMakePresets.json README.md
CHANGELOG.md LICENSE bootstrap'''.split())
DRAWERS = {'util', 'utils', 'common', 'misc', 'helper', 'helpers'}


def check(tree):
    for path in sorted(tree.root.iterdir()):
        name = path.relative_to(tree.root)
        if path.name not in ALLOWED and path.name[0] != '.' and not lint.is_left_out(name):
            yield lint.Finding(name, 1, 'does not belong on the top level')
    for path in tree.files('lib/**/*'):
        if {path.stem, *path.parts} & DRAWERS:
            yield lint.Finding(path, 1, 'a drawer: name the idea that its functions share')


if __name__ == '__main__':
    lint.main(check)
