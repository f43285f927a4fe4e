#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Columns are bound by their names: in any order, with one more that nobody knows, the same events."""
import csv
import io
import json
import pathlib
import random
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house  # noqa: E402

FOLDERS = ['exchange', 'iis']
UNKNOWN = 'zz-unheard-of'
PLACE = ['log.file.path', 'spoor.log.offset', 'spoor.log.length', 'event.original']


def split(text, separator):
    return next(csv.reader([text], delimiter=separator)) if separator == ',' else text.split(separator)


def join(cells, separator):
    if separator != ',':
        return separator.join(cells)
    out = io.StringIO()
    csv.writer(out, lineterminator='').writerow(cells)
    return out.getvalue()


class Shuffler:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.order, self.count, self.separator = None, 0, ','

    def header(self, names):
        self.separator = ',' if ',' in names else ' '
        names = split(names, self.separator)
        self.count = len(names)
        self.order = list(range(self.count + 1))
        self.random.shuffle(self.order)
        return join(self.pick(names + [UNKNOWN]), self.separator)

    def pick(self, cells):
        return [cells[i] for i in self.order]

    def line(self, line):
        bare = line.lstrip('\ufeff')
        bom = line[:len(line) - len(bare)]
        if bare.startswith('#Fields: '):
            return bom + '#Fields: ' + self.header(bare[len('#Fields: '):])
        if bare.startswith('#') or self.order is None:
            return self.header(bare) if bare[:1].isalpha() and ',' in bare else line
        if bare[:1].isalpha():
            return self.header(bare)
        cells = split(bare, self.separator)
        return join(self.pick(cells + ['new']), self.separator) if len(cells) == self.count else line


def shuffled(text, seed):
    shuffler = Shuffler(seed)
    return '\n'.join(shuffler.line(line) if line else line for line in text.split('\n'))


def is_regular(text):
    """Each row has as many cells as its header: what is cut or quoted over lines is another law's."""
    if not text.lstrip('\ufeff').startswith(('#', 'Date')):
        return False
    count, separator = None, ','
    for line in text.split('\n'):
        line = line.lstrip('\ufeff')
        names = line[len('#Fields: '):] if line.startswith('#Fields: ') else line
        if line.startswith('#Fields: ') or line[:1].isalpha():
            separator = ',' if ',' in names else ' '
            count = len(split(names, separator))
        elif line and not line.startswith('#') and (count is None or len(split(line, separator)) != count):
            return False
    return True


def events(spoor, name, text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, name)
        path.write_bytes(text.encode())
        lines = spoor.run('parse', '-q', path).stdout.splitlines()
    for line in lines:
        event = json.loads(line)
        for key in PLACE:
            event.pop(key, None)
        extra = [text for text in event.pop('spoor.extra', []) if text != UNKNOWN + '=new']
        if extra:
            event['spoor.extra'] = extra
        yield event


def compare(spoor, path, text):
    """How many events are others in three orders of the columns; None: nobody knows the columns."""
    want = list(events(spoor, path.name, text))
    if any(event.get('event.dataset') == 'exchange.log' for event in want):
        return None
    differ = 0
    for seed in range(3):
        got = list(events(spoor, path.name, shuffled(text, seed)))
        for number, pair in enumerate(zip(want, got), 1):
            if pair[0] != pair[1]:
                print(f'{path}, order {seed}, line {number}:\n  {pair[0]}\n  {pair[1]}')
                differ += 1
        differ += len(want) != len(got)
    return differ


def main():
    spoor, testdata = house.arguments(__doc__)
    results = []
    for folder in FOLDERS:
        for path in sorted((testdata / folder).glob('*.log')):
            text = path.read_bytes().decode(errors='replace').replace('\r\n', '\n')
            if is_regular(text):
                results.append(compare(spoor, path, text))
    results = [result for result in results if result is not None]
    print(f'{len(results)} logs in 3 orders each, {sum(results)} events differ')
    return 1 if sum(results) or len(results) < 10 else 0


if __name__ == '__main__':
    sys.exit(main())
