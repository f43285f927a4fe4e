#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The sessions in README.md and the contributors' page happen as they are told.

A block of ```console holds commands behind "$ " and what they print on the standard output. A line
"…" stands for any lines that are left out, a "…" at the end of a line for the rest of it.
"""
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house, lint  # noqa: E402


def sessions(text):
    """(line, command, lines wanted) of all blocks."""
    inside, found = False, None
    for number, line in enumerate(text.splitlines(), 1):
        if line == '```console':
            inside = True
        elif line == '```' and inside:
            inside = False
            if found:
                yield found
            found = None
        elif inside and line.startswith('$ '):
            if found:
                yield found
            found = (number, line[2:], [])
        elif inside and found:
            found[2].append(line)


def fits(wanted, line):
    return line.startswith(wanted[:-1].rstrip()) if wanted.endswith('…') else line == wanted


def first_missing(wanted, lines):
    """The first wanted line that is not where it should be; None: all are."""
    at, skip = 0, False
    for want in wanted:
        if want == '…':
            skip = True
            continue
        while skip and at < len(lines) and not fits(want, lines[at]):
            at += 1
        if at == len(lines) or not fits(want, lines[at]):
            return want
        at, skip = at + 1, False
    return None if skip or at == len(lines) else '(nothing more)'


def check(tree):
    path = f'{tree.build}{os.pathsep}{os.environ["PATH"]}'
    for page in tree.files('README.md', '.github/*.md'):
        for line, command, wanted in sessions(tree.text(page)):
            done = subprocess.run(['sh', '-c', command], cwd=tree.root, capture_output=True,
                                  text=True, errors='replace', stdin=subprocess.DEVNULL,
                                  env={**house.clean_env(), 'PATH': path})
            if done.returncode not in (0, 1):
                yield lint.Finding(page, line, f'ends with {done.returncode}: {command}')
                continue
            missing = first_missing(wanted, done.stdout.splitlines())
            if missing is not None:
                yield lint.Finding(page, line, f'does not print: {missing}')
        for found in re.finditer(r'\]\((?!https?:)([^)#]+)', tree.text(page)):
            if not (tree.root / page.parent / found[1]).exists():
                yield lint.Finding(page, 1, f'a link to nothing: {found[1]}')


if __name__ == '__main__':
    lint.main(check)
