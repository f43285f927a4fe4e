#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Lines without year at the hard places: clocks put forward and back, New Year, leap days, several
years in one file, steps back of seconds, copied files. Each plain and packed."""
import calendar
import collections
import datetime
import gzip
import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house  # noqa: E402

PARIS = ['--tz', 'Europe/Paris']

# `files` maps a name to its time of change and its lines, "Dec 31 23:59:59 = 2025-12-31T23:59:59":
# the stamp, and what the event must say. `proof` is the year's, by file; `assumes` the notes.
Case = collections.namedtuple('Case', 'name options files proof assumes')


def day(text):
    return calendar.timegm(datetime.date.fromisoformat(text).timetuple())


def every_month(first, count, step=1):
    """A line on the first of each `step`th month."""
    months = [(first + (at * step) // 12, (at * step) % 12 + 1) for at in range(count)]
    return [f'{calendar.month_abbr[month]}  1 12:00:00 = {year}-{month:02}-01T12:00:00'
            for year, month in months]


CASES = [
    Case('a clock put forward over a line', PARIS + ['--year', '2025'], {'mail.log': (0, [
        'Mar 30 01:59:59 = 2025-03-30T00:59:59',
        'Mar 30 02:30:00 = 2025-03-30T01:30:00',  # never shown: read with the offset before
        'Mar 30 03:00:00 = 2025-03-30T01:00:00',
        'Mar 30 03:30:00 = 2025-03-30T01:30:00'])}, {'mail.log': 'option'}, 0),
    Case('a clock put back', PARIS + ['--year', '2025'], {'mail.log': (0, [
        'Oct 26 01:59:59 = 2025-10-25T23:59:59',
        'Oct 26 02:00:00 = 2025-10-26T00:00:00',
        'Oct 26 02:30:00 = 2025-10-26T00:30:00',
        'Oct 26 02:29:58 = 2025-10-26T00:29:58',  # a step back of seconds only
        'Oct 26 02:59:59 = 2025-10-26T00:59:59',
        'Oct 26 02:00:00 = 2025-10-26T01:00:00',
        'Oct 26 02:00:00 = 2025-10-26T01:00:00',
        'Oct 26 02:30:00 = 2025-10-26T01:30:00',
        'Oct 26 02:29:59 = 2025-10-26T01:29:59',
        'Oct 26 03:00:00 = 2025-10-26T02:00:00'])}, {'mail.log': 'option'}, 0),
    Case('New Year in a file', ['--tz', 'UTC'], {'mail.log': (day('2026-01-03'), [
        'Dec 31 23:59:58 = 2025-12-31T23:59:58',
        'Dec 31 23:59:59 = 2025-12-31T23:59:59',
        'Jan  1 00:00:00 = 2026-01-01T00:00:00',
        'Jan  2 08:00:00 = 2026-01-02T08:00:00'])}, {'mail.log': 'mtime'}, 0),
    Case('steps back over New Year', ['--tz', 'UTC'], {'mail.log': (day('2026-01-03'), [
        'Dec 31 23:59:59 = 2025-12-31T23:59:59',
        'Jan  1 00:00:00 = 2026-01-01T00:00:00',
        'Dec 31 23:59:58 = 2025-12-31T23:59:58',
        'Jan  1 00:00:01 = 2026-01-01T00:00:01',
        'Dec 31 23:59:59 = 2025-12-31T23:59:59'])}, {'mail.log': 'mtime'}, 0),
    Case('New Year in Paris is not that of UTC', PARIS, {'mail.log': (day('2026-01-03'), [
        'Dec 31 23:30:00 = 2025-12-31T22:30:00',
        'Jan  1 00:30:00 = 2025-12-31T23:30:00'])}, {'mail.log': 'mtime'}, 0),
    Case('New Year between two files', ['--tz', 'UTC'], {
        'mail.log.1': (day('2026-01-01'), ['Dec 31 12:00:00 = 2025-12-31T12:00:00']),
        'mail.log': (day('2026-01-08'), ['Jan  1 12:00:00 = 2026-01-01T12:00:00'])},
         {'mail.log.1': 'mtime', 'mail.log': 'mtime'}, 0),
    Case('several years in one file, by its time', ['--tz', 'UTC'], {
        'mail.log': (day('2026-01-02'), every_month(2021, 61))}, {'mail.log': 'mtime'}, 0),
    Case('several years in one file, by --year', ['--tz', 'UTC', '--year', '2026'], {
        'mail.log': (0, every_month(2021, 16, 4))}, {'mail.log': 'option'}, 0),
    Case('a leap day and the time of a year without', ['--tz', 'UTC'], {
        'mail.log': (day('2026-06-01'), ['Feb 28 12:00:00 = 2024-02-28T12:00:00',
                                         'Feb 29 12:00:00 = 2024-02-29T12:00:00',
                                         'Mar  1 12:00:00 = 2024-03-01T12:00:00'])},
         {'mail.log': 'leap-day'}, 0),
    Case('a leap day in an older file', ['--tz', 'UTC'], {
        'mail.log.1': (day('2025-06-01'), ['Feb 29 12:00:00 = 2024-02-29T12:00:00']),
        'mail.log': (day('2025-06-02'), ['Mar  1 12:00:00 = 2024-03-01T12:00:00'])},
         {'mail.log.1': 'leap-day', 'mail.log': 'leap-day'}, 0),
    Case('a set copied with cp', ['--tz', 'UTC'], {
        'mail.log.2': (day('2025-03-01'), ['Nov  2 12:00:00 = 2023-11-02T12:00:00']),
        'mail.log.1': (day('2025-03-01') + 2, ['Feb  2 12:00:00 = 2024-02-02T12:00:00',
                                               'Jul  9 12:00:00 = 2024-07-09T12:00:00',
                                               'Dec 30 12:00:00 = 2024-12-30T12:00:00']),
        'mail.log': (day('2025-03-01') + 5, ['Jan  1 12:00:00 = 2025-01-01T12:00:00'])},
         {'mail.log.2': 'assumed', 'mail.log.1': 'assumed', 'mail.log': 'assumed'}, 1),
    Case('a copied set with a leap day', ['--tz', 'UTC'], {
        'mail.log.1': (day('2031-03-01'), ['Feb 29 12:00:00 = 2028-02-29T12:00:00']),
        'mail.log': (day('2031-03-01'), ['Mar  2 12:00:00 = 2028-03-02T12:00:00'])},
         {'mail.log.1': 'assumed', 'mail.log': 'assumed'}, 1),
    Case('a copied set with one dated name', ['--tz', 'UTC'], {
        'mail.log-20241229': (day('2030-03-01'), ['Dec 23 12:00:00 = 2024-12-23T12:00:00',
                                                  'Dec 29 00:00:01 = 2024-12-29T00:00:01']),
        'mail.log': (day('2030-03-01'), ['Dec 30 12:00:00 = 2024-12-30T12:00:00',
                                         'Jan  1 12:00:00 = 2025-01-01T12:00:00'])},
         {'mail.log-20241229': 'file-name', 'mail.log': 'chain'}, 0),
    Case('no zone at all', [], {'mail.log': (day('2026-01-03'), [
        'Jan  1 00:00:00 = 2026-01-01T00:00:00'])}, {'mail.log': 'mtime'}, 1),
]


def lay_out(case, folder, packed):
    """Writes the files; gives what each event must say, in the input's order."""
    folder.mkdir()
    want = {}
    for name, (mtime, lines) in case.files.items():
        stamps = [line.split(' = ') for line in lines]
        data = ''.join(f'{stamp} mx1 cron[7]: a job\n' for stamp, _ in stamps).encode()
        path = folder / (f'{name}.gz' if packed else name)
        path.write_bytes(gzip.compress(data, mtime=0) if packed else data)
        os.utime(path, (mtime, mtime))
        for at, (_, instant) in enumerate(stamps):
            want[path.name, at + 1] = (instant + 'Z', case.proof[name])
    return want


def faults(spoor, case, folder, packed):
    want = lay_out(case, folder, packed)
    done = spoor.run('parse', '-q', *case.options, '.', cwd=folder)
    got = {}
    for text in done.stdout.splitlines():
        event = json.loads(text)
        key = event['log.file.path'].removeprefix('./'), event['spoor.log.line']
        got[key] = event['@timestamp'], event.get('spoor.time.year')
    for key, said in want.items():
        if got.get(key) != said:
            yield f'{key[0]}:{key[1]}: {got.get(key)}, but it is {said}'
    if len(got) != len(want):
        yield f'{len(got)} events of {len(want)}'
    notes = done.stderr.count(b'assumed')
    if notes != case.assumes or done.returncode:
        yield f'exit {done.returncode}, {notes} assumptions said: {done.stderr.decode()}'


def main():
    spoor, _ = house.arguments(__doc__)
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        for at, case in enumerate(CASES):
            for packed in (False, True):
                folder = pathlib.Path(name) / f'{at}-{packed}'
                for fault in faults(spoor, case, folder, packed):
                    bad += 1
                    print(f'{case.name}{", packed" if packed else ""}: {fault}')
    print(f'{len(CASES)} cases, plain and packed, {bad} faults')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
