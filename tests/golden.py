#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""testdata/FORMAT/CASE.log must give CASE.ndjson, byte for byte. UPDATE=1 rewrites.

    golden.py --spoor PATH TESTDATA

CASE.args, if there, holds options for the run. Goldens are run inside their
folder, so that log.file.path is the bare name.
"""
import argparse
import os
import pathlib
import subprocess
import sys


def run(spoor, log):
    args = log.with_suffix('.args')
    options = args.read_text().split() if args.exists() else []
    env = {'LC_ALL': 'C', 'TZ': 'UTC0', 'PATH': os.environ['PATH']}
    done = subprocess.run([spoor, 'parse', '-q', *options, log.name], cwd=log.parent,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    if done.returncode not in (0, 2):
        print(f'{log}: exit {done.returncode}: {done.stderr.decode()}')
    return done.stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--spoor', required=True)
    parser.add_argument('testdata')
    options = parser.parse_args()
    spoor = os.path.abspath(options.spoor)
    logs = sorted(pathlib.Path(options.testdata).glob('*/*.log'))
    bad = 0
    for log in logs:
        golden = log.with_suffix('.ndjson')
        got = run(spoor, log)
        if os.environ.get('UPDATE'):
            golden.write_bytes(got)
            continue
        want = golden.read_bytes() if golden.exists() else b''
        if got == want:
            continue
        bad += 1
        print(f'{log}: differs from its golden')
        have, should = got.splitlines(), want.splitlines()
        for number in range(max(len(have), len(should))):
            a = should[number] if number < len(should) else b'(nothing)'
            b = have[number] if number < len(have) else b'(nothing)'
            if a != b:
                print(f'  want {a.decode(errors="replace")}\n  got  {b.decode(errors="replace")}')
                break
    print(f'{len(logs)} goldens, {bad} differ')
    if not logs:
        print('no goldens found')
    return 1 if bad or not logs else 0


if __name__ == '__main__':
    sys.exit(main())
