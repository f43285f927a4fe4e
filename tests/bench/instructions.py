#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Instructions a line, counted by callgrind, stay below their bounds: no clock and no load of the
machine is in them. A run over half of the lines is taken off, and with it what starting costs.

    instructions.py --spoor PATH --generate PATH
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# Half of them are more than the 4 MiB that are looked at whole for a year and a zone.
LINES = 60000
ONE_USER = 'user.name: user7@example.org'

# name, command, input, instructions a line at most (about 15 % more than when it was written)
ROWS = [
    ('parse', ['parse'], 'log', 3860),
    ('filter', ['filter', ONE_USER], 'log', 2670),
    ('filter of a stream', ['filter', ONE_USER], 'events', 6200),
    ('timeline', ['timeline'], 'log', 10940),
    ('count', ['count', '-b', 'source.ip'], 'log', 4450),
]


def head(path, lines, out):
    with open(path, 'rb') as source, open(out, 'wb') as target:
        for _, line in zip(range(lines), source):
            target.write(line)
    return out


def lay_out(options, folder):
    """The inputs of each kind, whole and half."""
    whole = folder / 'whole.log'
    with open(whole, 'wb') as out:
        subprocess.run([options.generate, '12'], stdout=out, check=True)
    inputs = {}
    for lines in (LINES // 2, LINES):
        log = head(whole, lines, folder / f'{lines}.log')
        events = folder / f'{lines}.ndjson'
        with open(events, 'wb') as out:
            subprocess.run([options.spoor, 'parse', '-q', '--year', '2025', '--tz', 'UTC', log],
                           stdout=out, check=True)
        if events.read_bytes().count(b'\n') != lines:
            sys.exit(f'the generator made fewer than {lines} lines')
        inputs['log', lines], inputs['events', lines] = log, events
    return inputs


def instructions(options, words, path):
    done = subprocess.run(
        ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', options.spoor, words[0],
         '-q', '-j', '1', '--year', '2025', '--tz', 'UTC', *words[1:], path],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    found = re.search(rb'Collected : (\d+)', done.stderr)
    if done.returncode or not found:
        sys.exit(f'{words}: exit {done.returncode}\n{done.stderr[-900:].decode()}')
    return int(found[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--spoor', required=True)
    parser.add_argument('--generate', required=True)
    options = parser.parse_args()
    if not shutil.which('valgrind'):
        print('skipped: valgrind is not installed')
        return 77
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        inputs = lay_out(options, pathlib.Path(name))
        for what, words, kind, most in ROWS:
            half, whole = (instructions(options, words, inputs[kind, lines])
                           for lines in (LINES // 2, LINES))
            a_line = (whole - half) / (LINES - LINES // 2)
            bad += a_line > most
            print(f'{what}: {a_line:.0f} instructions a line, at most {most}'
                  + (': TOO MANY' if a_line > most else '')
                  + f' (and {2 * half - whole} once)')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
