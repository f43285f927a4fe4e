#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Every `.Dl $ …` under EXAMPLES works: run from the repository root it ends with 0 or 1 and
prints something, and nothing it leaves behind is in the way of the next."""
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house, lint, mdoc  # noqa: E402


def examples(tree, path):
    """(line, command) of a page, as mandoc shows it: then quotes and escapes are the reader's."""
    shown = lint.run([lint.tool('mandoc'), '-T', 'utf8', '-O', 'width=400', path],
                     cwd=tree.root).stdout
    shown = re.sub(r'.\x08', '', shown)
    section = ''
    lines = [macro.line for macro in mdoc.macros(tree.text(path))
             if macro.name == 'Dl' and macro.section == 'EXAMPLES' and '$' in macro.words]
    for line in shown.splitlines():
        if re.match(r'\S', line):
            section = line.strip()
        found = re.match(r'\s+\$ (.*)', line)
        if found and section == 'EXAMPLES':
            command = found[1].translate({0x2018: "'", 0x2019: "'", 0x2010: '-', 0x2212: '-'})
            yield lines.pop(0) if lines else 1, command


def trouble(tree, command):
    """What is wrong with a command, in words; '' when nothing is."""
    path = f'{tree.build}{os.pathsep}{os.environ["PATH"]}'
    done = subprocess.run(['sh', '-c', command], cwd=tree.root, capture_output=True, text=True,
                          errors='replace', stdin=subprocess.DEVNULL,
                          env={**house.clean_env(), 'PATH': path})
    if done.returncode not in (0, 1):
        return f'ends with {done.returncode}: {command}: {done.stderr.strip()[-200:]}'
    return '' if done.stdout else f'prints nothing: {command}'


def check(tree):
    for path in tree.files('man/*.[1-9]'):
        for line, command in examples(tree, path):
            what = trouble(tree, command)
            if what:
                yield lint.Finding(path, line, what)


if __name__ == '__main__':
    lint.main(check)
