#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""C is as clang-format leaves it; tables stand between `clang-format off` and `on`."""
import difflib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402


def check(tree):
    formatter = lint.tool('clang-format')
    style = f'--style=file:{lint.ROOT / ".clang-format"}'
    for path in tree.sources():
        done = lint.run([formatter, style, path], cwd=tree.root)
        have, want = tree.text(path).splitlines(), done.stdout.splitlines()
        if have == want:
            continue
        blocks = difflib.SequenceMatcher(None, have, want, autojunk=False).get_opcodes()
        changed = [block for block in blocks if block[0] != 'equal']
        yield lint.Finding(path, changed[0][1] + 1,
                           f'{len(changed)} places are not formatted: clang-format -i {path}')


if __name__ == '__main__':
    lint.main(check)
