# SPDX-License-Identifier: ISC
"""What the tests in Python know of the house: the command that was built, its help, its tables."""
import argparse
import collections
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]

Option = collections.namedtuple('Option', 'letter name takes_value')
Command = collections.namedtuple('Command', 'name about usage options')

# What stands for a word of a synopsis when a test runs the command.
WORDS = {'EXPR': '*', 'LIST': '@timestamp,event.action,user.name,source.ip', 'KEY': 'alice'}


def clean_env(**more):
    """The environment of every run: nothing of the machine's but the path."""
    keep = {k: v for k, v in os.environ.items() if k in ('PATH', 'TMPDIR', 'HOME')}
    keep.update(LC_ALL='C', TZ='UTC0', **more)
    return keep


def parse_help(name, about, text):
    usage = text.splitlines()[0] if text else ''
    options = []
    for line in text.splitlines():
        found = re.match(r'  (?:-(\w), |    )--([a-z0-9-]+)( \S+)?', line)
        if found:
            options.append(Option(found[1], found[2], bool(found[3])))
    return Command(name, about, usage, options)


class House:
    """A build of spoor. `tables` is the program of tests/lint/tables.c."""

    def __init__(self, spoor, tables):
        self.spoor = os.path.abspath(spoor)
        self.tables = os.path.abspath(tables)

    def run(self, *words, cwd=None, stdin=b''):
        return subprocess.run([self.spoor, *map(str, words)], input=stdin, cwd=cwd,
                              capture_output=True, env=clean_env())

    def commands(self):
        """All commands of the table, as `spoor --help` and their own help show them."""
        listing = self.run('--help').stdout.decode()
        found = re.findall(r'^  ([a-z][a-z0-9-]*) +(\S.*)$', listing, re.MULTILINE)
        return [parse_help(name, about, self.run(name, '--help').stdout.decode())
                for name, about in found]

    def table(self, kind):
        """Rows of a table (field, action, format, output): lists whose first part is the name."""
        out = subprocess.run([self.tables], capture_output=True, check=True).stdout.decode()
        rows = [line.split('\t') for line in out.splitlines()]
        return [row[1:] for row in rows if row[0] == kind]


def reads_logs(command):
    return any(option.name == 'format' for option in command.options)


def has_output(command):
    return any(option.name == 'output' for option in command.options)


def operands(command):
    """What a command wants before its files, made up from its synopsis."""
    head = command.usage.split('[FILE')[0]
    head = re.sub(r'^usage: spoor \S+', '', head)
    head = re.sub(r'\[[^]]*\]', '', head)
    return [WORDS.get(word, word) for word in head.split() if word != '…']


def arguments(description):
    """The options that all laws in Python take."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument('--spoor', required=True)
    parser.add_argument('--tables', required=True)
    parser.add_argument('testdata', type=pathlib.Path)
    options = parser.parse_args()
    return House(options.spoor, options.tables), options.testdata.resolve()


def logs(testdata):
    """All logs of the test data, by their path below it."""
    return sorted(path.relative_to(testdata) for path in testdata.rglob('*.log'))


def first_difference(a, b):
    """The first line in which two outputs differ, for the person who must find out why."""
    left, right = a.splitlines(), b.splitlines()
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else b'(nothing)'
        two = right[number] if number < len(right) else b'(nothing)'
        if one != two:
            return (f'  line {number + 1}\n  {one[:600].decode(errors="replace")}\n'
                    f'  {two[:600].decode(errors="replace")}')
    return '  only the last line feed differs'
