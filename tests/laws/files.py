#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A set of 520 packed files, and as many sets of one, are put in order with a few files open and
in memory that does not grow with their number."""
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house, watch, years  # noqa: E402

FILES, FEW_FILES = 520, 65
OPEN_MOST = 4  # of the input's, at any time
MEMORY_MOST = 64 * 1024  # KiB: what sort and timeline may take
GROWTH_MOST = 8 * 1024  # KiB: what eight times the files may cost
WHEN = 1767225600


def run(spoor, words, folder, out):
    """The most input files open at once, and the peak of memory."""
    # The sanitizer keeps what is freed, and that is not the process's own memory.
    env = house.clean_env(ASAN_OPTIONS='quarantine_size_mb=1')
    most = peak = 0
    with open(out, 'wb') as stdout, open(f'{out}.err', 'wb') as stderr:
        with subprocess.Popen([spoor.spoor, *words, folder], stdin=subprocess.DEVNULL,
                              stdout=stdout, stderr=stderr, env=env) as child:
            while child.poll() is None:
                found = watch.open_files(child.pid)
                most = max(most, sum(str(folder) in path for path in found))
                peak = max(peak, watch.peak_kib(child.pid))
    return most, peak, child.returncode


def main():
    spoor, _ = house.arguments(__doc__)
    if not watch.is_there():
        print('skipped: there is no /proc')
        return 77
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        base = pathlib.Path(name)
        weeks = years.archive(weeks=FILES, lines=40, first=(2015, 1, 4))
        least = sum(len(week.lines) for week in weeks) // 2  # a timeline leaves some out
        for shape, names in (('one set', years.numbered(weeks)),
                             ('sets of one', [f'mx{at}.log.gz' for at in range(FILES)])):
            years.write(base / shape / 'all', names, weeks, WHEN)
            years.write(base / shape / 'few', names[-FEW_FILES:], weeks[-FEW_FILES:], WHEN)
            for command in ('sort', 'timeline'):
                words = [command, '-q', '-j', '2']
                _, few, _ = run(spoor, words, base / shape / 'few', base / 'few.out')
                most, peak, code = run(spoor, words, base / shape / 'all', base / 'all.out')
                lines = (base / 'all.out').read_bytes().count(b'\n')
                good = (code == 0 and most <= OPEN_MOST and peak <= MEMORY_MOST
                        and peak - few <= GROWTH_MOST and lines > least)
                bad += not good
                print(f'{command}, {FILES} files, {shape}: at most {most} open, {peak} KiB '
                      f'({few} for {FEW_FILES}), exit {code}, {lines} lines'
                      + ('' if good else ': WRONG'))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
