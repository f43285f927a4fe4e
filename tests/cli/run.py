#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""tests/cli/COMMAND/CASE.sh must print CASE.out and CASE.err and end with CASE.exit.

    run.py --spoor PATH --testdata DIR FOLDER

Each case runs in a folder of its own, with $SPOOR and $TESTDATA set and nothing of the machine's
environment but PATH. No .out or .err: nothing is printed there; no .exit: 0. UPDATE=1 writes what
was printed; read it before you keep it. A case that ends with 77 is skipped and says why.
"""
import argparse
import difflib
import os
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77


def run(case, spoor, testdata):
    env = {'PATH': os.environ['PATH'], 'LC_ALL': 'C', 'TZ': 'UTC0', 'SPOOR': str(spoor),
           'TESTDATA': str(testdata)}
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(['sh', '-u', str(case)], cwd=folder, env={**env, 'HOME': folder},
                              stdin=subprocess.DEVNULL, capture_output=True)


def results(done):
    """What a run came to, by the suffix of the file that holds what was wanted."""
    return {'.out': done.stdout, '.err': done.stderr,
            '.exit': f'{done.returncode}\n'.encode() if done.returncode else b''}


def update(case, have):
    for suffix, data in have.items():
        path = case.with_suffix(suffix)
        if data:
            path.write_bytes(data)
        else:
            path.unlink(missing_ok=True)


def compare(case, have):
    """Shows what differs; gives how many of the results do."""
    bad = 0
    for suffix, data in have.items():
        path = case.with_suffix(suffix)
        want = path.read_bytes() if path.exists() else b''
        if data == want:
            continue
        bad += 1
        print(f'{case}: other {suffix[1:]} than wanted')
        left, right = (text.decode(errors='backslashreplace').splitlines()
                       for text in (want, data))
        for line in list(difflib.unified_diff(left, right, 'want', 'got', lineterm='', n=1))[2:40]:
            print(f'  {line[:400]}')
    return bad


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--spoor', required=True, type=pathlib.Path)
    parser.add_argument('--testdata', required=True, type=pathlib.Path)
    parser.add_argument('folder', type=pathlib.Path)
    options = parser.parse_args()
    cases = sorted(options.folder.glob('*.sh'))
    bad = skipped = 0
    for case in cases:
        done = run(case.resolve(), options.spoor.resolve(), options.testdata.resolve())
        if done.returncode == SKIPPED:
            skipped += 1
            print(f'{case.stem} skipped: {done.stdout.decode().strip()}')
        elif os.environ.get('UPDATE'):
            update(case, results(done))
        else:
            bad += compare(case, results(done)) != 0
    print(f'{len(cases)} cases, {bad} broken, {skipped} skipped')
    return 1 if bad or not cases else 0


if __name__ == '__main__':
    sys.exit(main())
