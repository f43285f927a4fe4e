#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Every command on raw logs says the same as the same command behind `spoor parse |`."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house  # noqa: E402

YEAR = ['--year', '2025']


def main():
    spoor, testdata = house.arguments(__doc__)
    logs = house.logs(testdata)
    stream = spoor.run('parse', '-q', *YEAR, *logs, cwd=testdata).stdout
    commands = [command for command in spoor.commands() if house.reads_logs(command)]
    bad = 0
    for command in commands:
        words = [command.name, '-q', *YEAR, *house.operands(command)]
        raw = spoor.run(*words, *logs, cwd=testdata)
        piped = spoor.run(*words, stdin=stream, cwd=testdata)
        if raw.stdout == piped.stdout and raw.stdout:
            continue
        bad += 1
        print(f'spoor {" ".join(words)}: exit {raw.returncode} on logs, '
              f'{piped.returncode} behind parse: '
              + ('the outputs differ' if raw.stdout else 'prints nothing'))
        print(house.first_difference(raw.stdout, piped.stdout))
        print((raw.stderr or piped.stderr).decode(errors='replace')[-600:])
    print(f'{len(logs)} logs, {len(commands)} commands, {bad} differ')
    return 1 if bad or not logs or not commands else 0


if __name__ == '__main__':
    sys.exit(main())
