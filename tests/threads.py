#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Runs commands with several threads, for a build with the thread sanitizer, which ends a run
with 66 and says where when two threads meet."""
import argparse
import gzip
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from kit import house, years  # noqa: E402

COMMANDS = (['parse'], ['parse', '-o', 'ecs'], ['filter', 'source.ip: *'], ['sort'],
            ['sort', '--max-mem', '1'], ['timeline'], ['count', '-b', 'user.name,source.ip'],
            ['cut', '-f', '@timestamp,user.name'])


def lay_out(testdata, folder):
    """Logs of many blocks, packed and plain, and some that are in no order."""
    whole = b''.join((testdata / log).read_bytes() for log in house.logs(testdata))
    (folder / 'all.log').write_bytes(whole + whole)
    (folder / 'all.log.1.gz').write_bytes(gzip.compress(whole, 1))
    (folder / 'backwards.log').write_bytes(b'\n'.join(reversed(whole.split(b'\n'))))
    weeks = years.archive(weeks=12, lines=600, first=(2024, 10, 6))
    years.write(folder / 'weeks', years.numbered(weeks), weeks, 1764547200)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--spoor', required=True)
    parser.add_argument('testdata', type=pathlib.Path)
    options = parser.parse_args()
    spoor = house.House(options.spoor, '')
    bad = runs = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lay_out(options.testdata, folder)
        stream = spoor.run('parse', '-q', folder / 'weeks').stdout
        for words in COMMANDS:
            for operands, stdin in (([options.testdata], b''), ([folder], b''), ([], stream)):
                done = spoor.run(*words, '-q', '-j', '4', *operands, stdin=stdin)
                runs += 1
                if b'ThreadSanitizer' in done.stderr or done.returncode not in (0, 1, 2):
                    bad += 1
                    at = max(0, done.stderr.find(b'WARNING: Thread'))
                    print(f'spoor {" ".join(words)} -j 4 {operands}: exit {done.returncode}')
                    print(done.stderr[at:at + 3000].decode(errors='replace'))
    print(f'{runs} runs with four threads, {bad} with a finding')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
