#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A literal block of a page behind `.\\" shown: PATH` is that file, whole."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint, mdoc  # noqa: E402


def check(tree):
    for page in tree.files('man/*.[1-9]'):
        blocks = {block.line: block for block in mdoc.literals(tree.text(page))}
        for number, line in tree.lines(page):
            found = re.fullmatch(r'\.\\" shown: (\S+)', line)
            if not found:
                continue
            shown = pathlib.Path(found[1])
            if number + 1 not in blocks:
                yield lint.Finding(page, number, 'no literal block follows')
            elif not (tree.root / shown).exists():
                yield lint.Finding(page, number, f'there is no {shown}')
            elif blocks[number + 1].text != tree.text(shown):
                yield lint.Finding(page, number, f'the block is not {shown}')


if __name__ == '__main__':
    lint.main(check)
