#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Five years of weekly archives without year and zone, all file times destroyed: every event gets
the right instant where ids or dated names prove it, and says by what; where nothing does, the
order is right and the assumption is said."""
import collections
import datetime
import os
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house, years  # noqa: E402

LINES = int(os.environ.get('SPOOR_YEARS_LINES', 200))  # a week, about
WRONG = 1935000000  # the time of all files: April 2031, five years too late
PARIS = ['--tz', 'Europe/Paris']
FIELD = re.compile(rb'"(@timestamp|spoor\.time\.year|spoor\.time\.zone|log\.file\.path|'
                   rb'spoor\.log\.line)":"?([^",]*)')

Event = collections.namedtuple('Event', 'when year zone path line')


def events(stdout):
    for text in stdout.splitlines():
        found = dict(FIELD.findall(text))
        yield Event(*(found.get(key, b'').decode() for key in (
            b'@timestamp', b'spoor.time.year', b'spoor.time.zone', b'log.file.path',
            b'spoor.log.line')))


def seconds(event):
    return int(datetime.datetime.fromisoformat(event.when.replace('Z', '+00:00')).timestamp())


def said(done, word):
    return sum(word in line for line in done.stderr.decode().splitlines())


class Trial:
    """One archive, read in one way; collects what is wrong."""

    def __init__(self, spoor, folder, name, weeks, names, gz_time=0):
        self.spoor, self.folder, self.name = spoor, folder / name, name
        self.faults = []
        self.truth = {(path, str(at + 1)): instant for path, week in zip(names, weeks)
                      for at, instant in enumerate(week.instants)}
        years.write(self.folder, names, weeks, WRONG, gz_time)

    def run(self, command, *options):
        done = self.spoor.run(command, *options, '.', cwd=self.folder)
        self.check(done.returncode == 0, f'exit {done.returncode}: {done.stderr[-300:]}')
        found = [event._replace(path=event.path.removeprefix('./'))
                 for event in events(done.stdout)]
        self.check(len(found) == len(self.truth), f'{len(found)} events')
        return done, found

    def check(self, good, what):
        if not good:
            self.faults.append(what)

    def right(self, found):
        wrong = [event for event in found if seconds(event) != self.truth[event[3:]]]
        self.check(not wrong, f'{len(wrong)} of {len(found)} events have the wrong time: '
                              f'{wrong[:3]}')

    def marked(self, found, year, zone):
        years_, zones = {e.year for e in found}, {e.zone for e in found}
        self.check(years_ <= year, f'years are marked {sorted(years_)}')
        self.check(zones <= zone, f'zones are marked {sorted(zones)}')

    def ordered(self, found, but=()):
        times = [self.truth[event[3:]] for event in found if event[3:] not in but]
        back = [at for at in range(1, len(times)) if times[at] < times[at - 1]]
        self.check(not back, f'{len(back)} events stand before an earlier one')

    def end(self, found):
        for fault in self.faults:
            print(f'{self.name}: {fault}')
        proofs = collections.Counter(f'{e.year}/{e.zone}' for e in found)
        print(f'{self.name}: {len(found)} events, year/zone by '
              + ', '.join(f'{proof} {count}' for proof, count in sorted(proofs.items())))
        return len(self.faults)


def by_ids(spoor, folder):
    weeks = years.archive(lines=LINES)
    proofs = {'session-id', 'queue-id'}
    bad = 0
    for name, gz_time, command in (('ids', 0, 'parse'), ('ids, sorted', 0, 'sort'),
                                   ('ids, wrong times in the gzip heads', WRONG, 'parse')):
        trial = Trial(spoor, folder, name, weeks, years.numbered(weeks), gz_time)
        done, found = trial.run(command)
        trial.right(found)
        trial.ordered(found if command == 'sort' else [])
        trial.marked(found, proofs, proofs)
        trial.check(not said(done, 'is assumed') and not said(done, 'was taken'),
                    done.stderr.decode()[:300])
        bad += trial.end(found)
    return bad


def by_names(spoor, folder):
    weeks = years.archive(lines=LINES, with_ids=False)
    trial = Trial(spoor, folder, 'dated names', weeks, years.dated(weeks))
    done, found = trial.run('parse', *PARIS)
    trial.right(found)
    trial.marked(found, {'file-name', 'chain'}, {'option'})
    trial.check(not said(done, 'is assumed'), done.stderr.decode()[:300])
    _, found = trial.run('sort', *PARIS)
    trial.ordered(found)
    return trial.end(found)


def is_shown_twice(instant):
    """True in the two hours that have the same local times."""
    there = years.stamp(instant)
    return there in (years.stamp(instant - 3600), years.stamp(instant + 3600))


def by_nothing(spoor, folder):
    """The order holds but in hours that a clock showed twice: no wrong year knows them."""
    weeks = years.archive(lines=LINES, with_ids=False)
    trial = Trial(spoor, folder, 'neither', weeks, years.numbered(weeks))
    done, found = trial.run('parse', *PARIS)
    trial.marked(found, {'assumed'}, {'option'})
    trial.check(said(done, 'is assumed') == 1, f'said {said(done, "is assumed")} times')
    _, found = trial.run('sort', *PARIS)
    twice = {key for key, at in trial.truth.items() if is_shown_twice(at)}
    trial.ordered(found, twice)
    return trial.end(found)


def main():
    spoor, _ = house.arguments(__doc__)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        bad = by_ids(spoor, folder) + by_names(spoor, folder) + by_nothing(spoor, folder)
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
