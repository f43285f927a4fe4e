#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""C is as clang-format leaves it; tables stand between `clang-format off` and `on`."""
import concurrent.futures
import difflib
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402


STYLE = f'--style=file:{lint.ROOT / ".clang-format"}'


def look_at(tree, path):
    done = lint.run([lint.tool('clang-format'), STYLE, path], cwd=tree.root)
    have, want = tree.text(path).splitlines(), done.stdout.splitlines()
    blocks = difflib.SequenceMatcher(None, have, want, autojunk=False).get_opcodes()
    changed = [block for block in blocks if block[0] != 'equal']
    if changed:
        return lint.Finding(path, changed[0][1] + 1,
                            f'{len(changed)} places are not formatted: clang-format -i {path}')
    return None


def check(tree):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda path: look_at(tree, path), tree.sources())
        yield from filter(None, results)


if __name__ == '__main__':
    lint.main(check)
