#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Whatever a log holds, every output of every command stays what it claims to be.

All of them are valid UTF-8 (`raw` is the log itself and is let alone); JSON is JSON without a key
that stands twice, anything else is free of control bytes; rows of a table have the same number of
cells; no cell of a CSV is one that a spreadsheet would run.
"""
import csv
import io
import json
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house  # noqa: E402

# What an attacker writes where the logs have a domain, an address or a word.
HOSTILE = [b'example.org', b'ex\x1b]0;x\x07\x9b\xff\xc2\x9b"=1+1",\\\t;\xe2\x80\xae.org',
           b'mx1', b'm\x1b[31m\xc2\x9b2J', b'CMD', b'+CMD\x08\x08\x1b]8;;x\x1b\\',
           b'alice', b'=cmd|\' /C calc\'!A0', b'bob', b'@SUM(1+1)*cmd', b'carol', b'-2+3\x7f']

CONTROL = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f]')
RUNS = re.compile(r'^[=+@\t\r]|^-[^0-9]|^-.*[^0-9.].*$')


def hostile(data):
    for word, poison in zip(HOSTILE[::2], HOSTILE[1::2]):
        data = data.replace(word, poison)
    return data


def no_twins(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError('a key stands twice')
    return dict(pairs)


def json_faults(text):
    for number, line in enumerate(text.split('\n')[:-1], 1):
        try:
            if not isinstance(json.loads(line, object_pairs_hook=no_twins), dict):
                yield number, 'not an object'
        except ValueError as fault:
            yield number, f'not JSON: {fault}'


def width_faults(rows):
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            yield number, f'{len(row)} cells, the first row has {len(rows[0])}'


def csv_faults(text):
    rows = list(csv.reader(io.StringIO(text, newline=''), strict=True))
    yield from control_faults(text)
    yield from width_faults(rows)
    for number, row in enumerate(rows[1:], 2):  # the first holds the names of fields
        for cell in row:
            if RUNS.search(cell):
                yield number, f'a spreadsheet would run {cell!r}'


def tsv_faults(text):
    yield from control_faults(text)
    yield from width_faults([line.split('\t') for line in text.split('\n')[:-1]])


def control_faults(text):
    for number, line in enumerate(text.split('\n'), 1):
        line = line[:-1] if line.endswith('\r') else line
        found = CONTROL.search(line)
        if found:
            yield number, f'a control byte is printed raw: {found[0]!r}'


def looks(text):
    """What an output without a row of its own is: by its first byte."""
    return json_faults if text.startswith('{') else control_faults


SHAPES = {'json': json_faults, 'ecs': json_faults, 'csv': csv_faults, 'tsv': tsv_faults}
AS_IT_IS = {'raw'}  # by promise byte for byte


def faults(output, data):
    if output in AS_IT_IS:
        return
    try:
        text = data.decode('utf-8')
    except UnicodeDecodeError as fault:
        yield data[:fault.start].count(b'\n') + 1, 'not valid UTF-8'
        return
    if text and not text.endswith('\n'):
        yield text.count('\n') + 1, 'the last line has no end'
    yield from SHAPES.get(output, looks(text))(text)


def refuses(command, output, done):
    """A command may say that an output is not for it: columns from what has none."""
    said = done.stderr.decode(errors='replace')
    return done.returncode == 2 and not done.stdout and \
        said.startswith(f'spoor {command.name}: {output}: ')


def check(spoor, command, output, files, cwd):
    words = [command.name, '-q', '--year', '2025', *house.operands(command), '-o', output]
    done = spoor.run(*words, *files, cwd=cwd)
    if refuses(command, output, done):
        return 0
    found = list(faults(output, done.stdout))
    if done.returncode not in (0, 1, 2):
        found.append((0, f'exit {done.returncode}: {done.stderr[-300:]!r}'))
    if not done.stdout:
        found.append((0, f'nothing is printed: {done.stderr[-300:]!r}'))
    for number, fault in found[:10]:
        print(f'spoor {" ".join(words)}, output line {number}: {fault}')
    return len(found)


def main():
    spoor, testdata = house.arguments(__doc__)
    outputs = [row[0] for row in spoor.table('output')]
    commands = [command for command in spoor.commands() if house.has_output(command)]
    logs = house.logs(testdata)
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for log in logs:
            data = (testdata / log).read_bytes()
            for way, content in (('plain', data), ('hostile', hostile(data))):
                (folder / way / log).parent.mkdir(parents=True, exist_ok=True)
                (folder / way / log).write_bytes(content)
        for command in commands:
            for output in outputs:
                for way in ('plain', 'hostile'):
                    bad += check(spoor, command, output, logs, folder / way)
    print(f'{len(commands)} commands, {len(outputs)} outputs, {len(logs)} logs, {bad} faults')
    return 1 if bad or not logs or not commands or not outputs else 0


if __name__ == '__main__':
    sys.exit(main())
