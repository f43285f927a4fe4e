#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Measure spoor against wc, gzip and grep on a generated mail log.

    bench.py --spoor PATH --generate PATH --mallocs LIB [--mib N] [--rounds N] [--work DIR]

Every figure is a ratio of two commands run in turn in the same rounds: the machine's noise hits
both. The number of a row is the median over the rounds. Output goes to /dev/null.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

# name, command, what it is divided by, must, aim
ROWS = [
    ('parse', ['{spoor}', 'parse', '-q', '{log}'], 'wc -l', 8.0, 4.0),
    ('parse, RFC 3339', ['{spoor}', 'parse', '-q', '{iso}'], 'wc -l iso', 8.0, 4.0),
    ('parse gz', ['{spoor}', 'parse', '-q', '{gz}'], 'gzip -dc', 0.65, 0.50),
    ('filter one user', ['{spoor}', 'filter', '-q', 'user.name: user7@example.org', '{log}'],
     'parse', 1.0, 0.7),
    ('filter gz', ['{spoor}', 'filter', '-q', 'user.name: user7@example.org', '{gz}'],
     'gzip -dc', 0.65, 0.50),
    ('timeline', ['{spoor}', 'timeline', '-q', '{small}'], 'wc -l small', None, None),
    ('timeline gz', ['{spoor}', 'timeline', '-q', '{smallgz}'], 'gzip -dc small', None, None),
]
BASES = [
    ('wc -l', ['wc', '-l', '{log}']),
    ('wc -l iso', ['wc', '-l', '{iso}']),
    ('wc -l small', ['wc', '-l', '{small}']),
    ('gzip -dc', ['gzip', '-dc', '{gz}']),
    ('gzip -dc small', ['gzip', '-dc', '{smallgz}']),
]


def run(command, env=None):
    """Seconds, and the peak memory in KiB."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             env=env)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f'{command}: exit {child.returncode}')
    return time.perf_counter() - start, usage.ru_maxrss


def generate(options, work):
    """The logs: one of the asked size in both stamps, its gzip, and a tenth of it."""
    names = {'log': work / 'mail.log', 'iso': work / 'mail-iso.log', 'small': work / 'small.log'}
    small = max(1, options.mib // 10)
    for key, mib, extra in (('log', options.mib, []), ('iso', options.mib, ['iso']),
                            ('small', small, [])):
        if not names[key].exists():
            with open(names[key], 'wb') as out:
                subprocess.run([options.generate, str(mib), '1', *extra], stdout=out, check=True)
    for key, source in (('gz', 'log'), ('smallgz', 'small')):
        names[key] = pathlib.Path(str(names[source]) + '.gz')
        if not names[key].exists():
            with open(names[key], 'wb') as out:
                subprocess.run(['gzip', '-6', '-c', names[source]], stdout=out, check=True)
    return {key: str(path) for key, path in names.items()}


def warm_mallocs(options, command, names):
    """Allocations a line once warm: what the large file costs beyond the small one."""
    counts = []
    for log in ('small', 'log'):
        with tempfile.NamedTemporaryFile('r') as report:
            env = dict(os.environ, LD_PRELOAD=options.mallocs, SPOOR_MALLOCS=report.name)
            filled = dict(names, log=names[log], spoor=options.spoor)
            run([part.format(**filled) for part in command], env)
            counts.append(int(report.read() or 0))
    return counts[1] - counts[0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--spoor', required=True)
    parser.add_argument('--generate', required=True)
    parser.add_argument('--mallocs', required=True)
    parser.add_argument('--mib', type=int, default=256)
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--work')
    options = parser.parse_args()
    work = pathlib.Path(options.work or tempfile.mkdtemp(prefix='spoor-bench-'))
    work.mkdir(parents=True, exist_ok=True)
    names = dict(generate(options, work), spoor=options.spoor)
    commands = BASES + [(row[0], row[1]) for row in ROWS]
    seconds = {name: [] for name, _ in commands}
    memory = {name: 0 for name, _ in commands}
    for _ in range(options.rounds):
        for name, command in commands:
            took, peak = run([part.format(**names) for part in command])
            seconds[name].append(took)
            memory[name] = max(memory[name], peak)
    lines = int(subprocess.run(['wc', '-l', names['log']], stdout=subprocess.PIPE,
                               check=True).stdout.split()[0])
    print(f'{options.mib} MiB, {lines} lines, {options.rounds} rounds, medians')
    print(f'{"":18} {"MB/s":>7} {"lines/s":>10} {"peak MiB":>8}  ratio')
    failed = 0
    for name, command, base, must, aim in ROWS:
        size = options.mib if '{small' not in ''.join(command) else max(1, options.mib // 10)
        took = statistics.median(seconds[name])
        ratio = statistics.median(a / b for a, b in zip(seconds[name], seconds[base]))
        goal = f'   must {must}, aim {aim}' if must else ''
        met = '' if not must else ' met' if ratio <= must else ' MISSED'
        failed += met == ' MISSED'
        rate = lines * size / options.mib / took
        print(f'{name:18} {size * 1.048576 / took:7.0f} {rate:10.0f} {memory[name] / 1024:8.1f}'
              f'  {ratio:.2f} x {base}{goal}{met}')
    for name, command, *_ in ROWS:
        if '{log}' in command:
            extra = warm_mallocs(options, command, names)
            print(f'{name}: {extra} allocations more for {lines * 9 // 10} lines more')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
