# SPDX-License-Identifier: ISC
"""What all rules of the house share: the tree they look at, and how they prove that they can fail.

A rule is one script, tests/lint/<rule>.py, with a function `check(tree)` that yields findings,
and one folder, tests/lint/bad/<rule>, a small tree that breaks the rule in every way it knows.
`want` in that folder holds the findings, a line each; make.sh, if there, builds what the rule
looks at. The rule runs over its bad tree first; what is not found there is a failure.
"""
import argparse
import collections
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# A place and what to do there.
Finding = collections.namedtuple('Finding', 'path line advice')

# Not ours, or made to be wrong.
LEFT_OUT = ('.git', 'build', '__pycache__')


def is_left_out(path):
    return (path.parts[0] in LEFT_OUT or path.parts[0].startswith('build-')
            or '__pycache__' in path.parts or path.parts[:3] == ('tests', 'lint', 'bad'))


class Tree:
    """A checkout and its build."""

    def __init__(self, root, build):
        self.root = pathlib.Path(root)
        self.build = pathlib.Path(build)

    def files(self, *patterns):
        """Files that match one of the glob patterns, by their path below the root, sorted."""
        found = {path.relative_to(self.root) for pattern in patterns
                 for path in self.root.glob(pattern) if path.is_file()}
        return sorted(path for path in found if not is_left_out(path))

    def sources(self):
        return self.files('cmd/**/*.[ch]', 'include/**/*.h', 'lib/**/*.[ch]', 'tests/**/*.[ch]')

    def scripts(self):
        """Shell scripts, by name or by their first line."""
        return [path for path in self.files('*', '.ci/*', 'tests/**/*', 'lib/**/*.sh')
                if path.suffix == '.sh' or self.first_line(path).startswith('#!/bin/sh')
                or self.first_line(path).startswith('#!/usr/bin/env bash')]

    def text(self, path):
        return (self.root / path).read_text(encoding='utf-8', errors='replace')

    def lines(self, path):
        """(number, line) from 1."""
        return enumerate(self.text(path).splitlines(), 1)

    def first_line(self, path):
        with open(self.root / path, 'rb') as file:
            return file.readline(200).decode('utf-8', errors='replace').rstrip('\n')


def tool(name):
    """The path of a program; a rule without its program is a failure, never a silent pass."""
    path = shutil.which(name)
    if not path:
        sys.exit(f'{name} is not installed: ./bootstrap check installs it')
    return path


def run(words, cwd=None):
    return subprocess.run([str(word) for word in words], cwd=cwd, capture_output=True, text=True,
                          errors='replace')


def show(finding):
    return f'{finding.path}:{finding.line}: {finding.advice}'


def prove(check, bad):
    """Runs the rule over its bad tree. Gives the number of findings that differ from `want`."""
    with tempfile.TemporaryDirectory() as name:
        tree = Tree(pathlib.Path(name) / 'tree', pathlib.Path(name) / 'tree' / 'build')
        shutil.copytree(bad, tree.root)
        (tree.root / 'want').unlink()
        if (tree.root / 'make.sh').exists():
            subprocess.run(['sh', '-eu', 'make.sh'], cwd=tree.root, check=True)
            (tree.root / 'make.sh').unlink()
        found = [show(finding) for finding in check(tree)]
    want = (bad / 'want').read_text(encoding='utf-8').splitlines()
    wrong = 0
    for line in sorted(set(want) ^ set(found)):
        wrong += 1
        print(f'{"not found" if line in want else "found, not wanted"} in {bad}: {line}')
    if not want:
        print(f'{bad}/want is empty: the rule was never seen to fail')
    return wrong + (not want)


def main(check):
    """The body of every rule's script."""
    rule = pathlib.Path(sys.argv[0]).resolve()
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', default=ROOT / 'build' / 'dev', type=pathlib.Path)
    parser.add_argument('root', nargs='?', default=ROOT, type=pathlib.Path)
    options = parser.parse_args()
    os.environ.update(LC_ALL='C.UTF-8', TZ='UTC0')
    if prove(check, rule.parent / 'bad' / rule.stem):
        sys.exit(f'{rule.name} does not find what it is there to find')
    findings = list(check(Tree(options.root.resolve(), options.build.resolve())))
    for finding in findings:
        print(show(finding))
    print(f'{rule.stem}: {len(findings)} findings')
    sys.exit(1 if findings else 0)
