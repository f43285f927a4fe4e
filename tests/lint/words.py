#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""No notes to self, no paths of a machine, no package mirror of a site."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402

# Written so that no rule finds itself.
NOTES = re.compile(r'\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b|\bnot [i]mplemented\b|\b[Ss][t]ub\b')
PATHS = re.compile(r'(?<![\w./*])/(?:ho[m]e|ro[o]t|wor[k]|workspac[e]|Use[r]s|fa[r]m)/\w')
MIRRORS = re.compile(r'artifact[o]ry|\bnex[u]s\b|index-[u]rl|GOPR[O]XY|\bregist[r]y\.\w')

# Logs, and what they give, may say anything.
FREE = ('testdata/', 'tests/fuzz/corpus/')


def check(tree):
    for path in tree.files('*', '.ci/*', '.github/**/*', 'cmd/**/*', 'include/**/*', 'lib/**/*',
                           'man/**/*', 'tests/**/*'):
        if str(path).startswith(FREE):
            continue
        for number, line in tree.lines(path):
            if NOTES.search(line):
                yield lint.Finding(path, number, 'a note to self: do it, or open an issue')
            if PATHS.search(line):
                yield lint.Finding(path, number, 'a path of one machine')
            if MIRRORS.search(line):
                yield lint.Finding(path, number, 'a package mirror of one site')


if __name__ == '__main__':
    lint.main(check)
