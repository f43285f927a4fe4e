#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Every command on raw logs says the same as the same command behind `spoor parse |`, in whatever
order the logs are named; but for info, which tells of files, not of events."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house  # noqa: E402

OF_FILES = ['info']
YEAR = ['--year', '2025']


def check(spoor, command, logs, stream, testdata):
    """True when the command says the same both ways."""
    words = [command.name, '-q', *YEAR, *house.operands(command)]
    raw = spoor.run(*words, *logs, cwd=testdata)
    piped = spoor.run(*words, stdin=stream, cwd=testdata)
    if raw.stdout == piped.stdout and raw.stdout:
        return True
    print(f'spoor {" ".join(words)} {logs[0]} …: exit {raw.returncode} on logs, '
          f'{piped.returncode} behind parse: '
          + ('the outputs differ' if raw.stdout else 'prints nothing'))
    print(house.first_difference(raw.stdout, piped.stdout))
    print((raw.stderr or piped.stderr).decode(errors='replace')[-600:])
    return False


def main():
    spoor, testdata = house.arguments(__doc__)
    logs = house.logs(testdata)
    commands = [command for command in spoor.commands()
                if house.reads_logs(command) and command.name not in OF_FILES]
    bad = 0
    for operands in (logs, logs[::-1]):
        stream = spoor.run('parse', '-q', *YEAR, *operands, cwd=testdata).stdout
        bad += sum(not check(spoor, command, operands, stream, testdata) for command in commands)
    print(f'{len(logs)} logs, {len(commands)} commands, {bad} differ')
    return 1 if bad or not logs or not commands else 0


if __name__ == '__main__':
    sys.exit(main())
