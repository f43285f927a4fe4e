#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""-j 1, -j 2 and -j 8 print the same, data and messages, for every command: over each folder of
the test data, all of it, its packed copies, and logs of many blocks. Each file alone, in tiny
blocks, is the law `chunks`."""
import gzip
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house, years  # noqa: E402

WHEN = 1764547200
JOBS = ('2', '8')


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (WHEN, WHEN))


def lay_out(testdata, folder):
    """Copies of all files, packed ones, and logs of more than one block: all logs in one, and
    some weeks of an archive."""
    whole = b''
    for path in sorted(path for path in testdata.rglob('*') if path.is_file()):
        data = path.read_bytes()
        write(folder / 'plain' / path.relative_to(testdata), data)
        write(folder / 'packed' / f'{path.relative_to(testdata)}.gz', gzip.compress(data, 1))
        whole += data if path.suffix == '.log' else b''
    write(folder / 'large' / 'all.log', whole + whole[::-1].replace(b'\n', b'\n\n') + whole)
    write(folder / 'large' / 'all.log.1.gz', gzip.compress(whole + whole, 1))
    weeks = years.archive(seed=3, weeks=6, lines=1500, first=(2024, 12, 8))
    years.write(folder / 'weeks', years.numbered(weeks), weeks, WHEN)


def tasks(spoor, folder):
    """Every command over everything; each folder alone with all commands in turn."""
    commands = [command for command in spoor.commands() if house.reads_logs(command)]
    for command in commands:
        for operand in ('plain', 'packed', 'large', 'weeks'):
            yield command, [operand]
    alone = sorted(path.relative_to(folder) for path in (folder / 'plain').iterdir())
    for at, operand in enumerate(alone):
        yield commands[at % len(commands)], [operand]


def main():
    spoor, testdata = house.arguments(__doc__)
    runs = bad = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lay_out(testdata, folder)
        for command, operands in tasks(spoor, folder):
            words = [command.name, *house.operands(command)]
            want = spoor.run(*words, '-j', '1', *operands, cwd=folder)
            if not want.stdout and command.name != 'timeline':  # which leaves some out
                bad += 1
                print(f'{" ".join(words)} {operands}: exit {want.returncode}, prints nothing')
            for jobs in JOBS:
                got = spoor.run(*words, '-j', jobs, *operands, cwd=folder)
                runs += 1
                for part in ('stdout', 'stderr'):
                    one, other = getattr(want, part), getattr(got, part)
                    if one != other or got.returncode != want.returncode:
                        bad += 1
                        print(f'{" ".join(words)} {operands}: -j {jobs} prints another {part}')
                        print(house.first_difference(one, other))
    print(f'{runs} runs, {bad} differ from -j 1')
    return 1 if bad or not runs else 0


if __name__ == '__main__':
    sys.exit(main())
