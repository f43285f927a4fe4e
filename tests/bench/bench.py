#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Measure spoor against wc, gzip, mawk, sort and its peers on a generated mail log, and against
the budget.

    bench.py --spoor PATH --generate PATH --mallocs LIB [--isal] [--zlib PATH] [--mib N]
             [--rounds N] [--work DIR]

Every figure is a ratio of two commands run in turn in the same rounds: the machine's noise hits
both. The number of a row is the median over the rounds. Output goes to /dev/null.
"""
import argparse
import collections
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import watch  # noqa: E402

SORT_BY_TIME = 'LC_ALL=C sort -s -t , -k 1,1 -S 256M {events}'
USER = "'user.name: user7@example.org'"
FAILED = "count -q -H -b source.ip -w 'event.action: login and event.outcome: failure'"
MAWK = r"""mawk '/auth failed/ {match($0, /rip=[0-9a-f.:]+/); n[substr($0, RSTART+4, RLENGTH-4)]++}
/: Password mismatch/ {split($0, a, ","); n[a[2]]++}
/SASL [A-Z0-9-]+ authentication failed/ {match($0, /\[[0-9a-f.:]+\]: SASL/)
n[substr($0, RSTART+1, RLENGTH-8)]++}
END {for (k in n) print k "\t" n[k]}'"""

# What others do, in the same shell and rounds.
BASES = {
    'wc -l': 'wc -l {log}',
    'wc -l, RFC 3339': 'wc -l {iso}',
    'gzip -dc': 'gzip -dc {gz}',
    'parse': '{spoor} parse -q {log}',
    'parse -j1': '{spoor} parse -q -j 1 {log}',
    'mawk': MAWK + ' {log}',
    'zcat | mawk': 'gzip -dc {gz} | ' + MAWK,
    'sort -s -k': SORT_BY_TIME,
}

# name, command, base, must, aim
ROWS = [
    ('parse -j1', '{spoor} parse -q -j 1 {log}', 'wc -l', 8.0, 4.0),
    ('parse -j1, RFC 3339', '{spoor} parse -q -j 1 {iso}', 'wc -l, RFC 3339', 8.0, 4.0),
    ('parse -j2', '{spoor} parse -q -j 2 {log}', 'wc -l', 5.0, 2.5),
    ('parse gz, ISA-L', '{isal} parse -q {gz}', 'gzip -dc', 0.35, 0.23),
    ('parse gz, zlib', '{zlib} parse -q {gz}', 'gzip -dc', 0.65, 0.50),
    ('filter -j1', '{spoor} filter -q -j 1 ' + USER + ' {log}', 'parse -j1', 1.0, 0.7),
    ('parse | filter | filter',
     "{spoor} parse -q {log} | {spoor} filter -q 'event.action: login' | {spoor} filter -q "
     + USER, 'parse', 3.0, 1.8),
    ('count failed logins', '{spoor} ' + FAILED + ' {log}', 'mawk', 1.0, 0.5),
    ('count failed logins, gz', '{spoor} ' + FAILED + ' {gz}', 'zcat | mawk', 0.6, 0.2),
    ('sort', '{spoor} sort -q {log}', 'sort -s -k', 0.15, 0.05),
    ('timeline', '{spoor} timeline -q {log}', 'sort -s -k', 0.15, 0.05),
]

# name, command, MiB must, MiB aim
MEMORY = [
    ('parse', 'parse -q -j 1 {log}', 16, 6),
    ('parse gz', 'parse -q -j 1 {gz}', 16, 6),
    ('filter', 'filter -q -j 1 ' + USER + ' {log}', 16, 6),
    ('sort', 'sort -q -j 1 {parts}', 64, 16),
    ('timeline', 'timeline -q -j 1 {parts}', 64, 16),
    ('count', FAILED + ' -j 1 {log}', 256, 64),
    ('count of all lines', 'count -q -H -b spoor.log.offset -j 1 {log}', 256, 64),
]

# The peers of the same job: name, program, command, spoor's command, how often faster: must, aim.
PEERS = [
    ('fail2ban-regex, dovecot', 'fail2ban-regex', 'fail2ban-regex {little} dovecot',
     FAILED, 40, 90),
    ('fail2ban-regex, postfix', 'fail2ban-regex', "fail2ban-regex {little} 'postfix[mode=auth]'",
     FAILED, 40, 90),
    ('pflogsumm', 'pflogsumm', 'pflogsumm {little}', 'count -q -b event.action,event.outcome',
     8, 15),
    ('lnav', 'lnav', "lnav -n -q -c ';SELECT count(*) FROM syslog_log WHERE log_body LIKE "
     "\"%auth failed%\"' {little}", FAILED, 8, 15),
    ('lognormalizer', 'lognormalizer', None, 'parse -q', 4, 7),
    ('goaccess', 'goaccess', None, None, 20, 100),
]

Taken = collections.namedtuple('Taken', 'seconds processor')


def processor():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(command, stdout=subprocess.DEVNULL):
    before = processor()
    start = time.perf_counter()
    done = subprocess.run(['sh', '-c', command], stdout=stdout, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(f'{command}: exit {done.returncode}')
    return Taken(seconds, max(1e-3, processor() - before))


def output(command):
    return subprocess.run(['sh', '-c', command], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout.decode()


def peak_mib(command):
    """The most memory of one process."""
    peak = 0
    with subprocess.Popen(['sh', '-c', 'exec ' + command], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as child:
        time.sleep(0.01)  # until the shell has become the command
        while child.poll() is None:
            peak = max(peak, watch.peak_kib(child.pid))
            time.sleep(0.001)
    return peak / 1024


# ------------------------------------------------------------------ the logs

def make(path, command):
    if not path.exists():
        run(command, open(path, 'wb'))
    return str(path)


def lay_out(options, work):
    """The logs: in both stamps, packed, as events, a quarter in parts, and a little one for slow
    peers."""
    gen = options.generate
    quarter, little = max(1, options.mib // 4), max(1, options.mib // 16)
    names = {'spoor': options.spoor, 'zlib': options.zlib or '',
             'isal': options.spoor if options.isal else ''}
    if not options.isal:
        names['zlib'] = options.spoor
    names['log'] = make(work / 'mail.log', f'{gen} {options.mib} 1')
    names['iso'] = make(work / 'mail-iso.log', f'{gen} {options.mib} 1 iso')
    names['gz'] = make(work / 'mail.log.gz', f'gzip -6 -c {names["log"]}')
    names['small'] = make(work / 'small.log', f'{gen} {quarter} 1')
    names['little'] = make(work / 'little.log', f'{gen} {little} 1')
    names['events'] = make(work / 'mail.ndjson',
                           f'{options.spoor} parse -q --year 2025 {names["log"]}')
    parts = work / 'parts'
    if not parts.exists():
        parts.mkdir()
        run(f'split -n l/8 --numeric-suffixes=1 -a 1 {names["small"]} {parts}/part.')
        for number in range(1, 9):  # mail.log.8 is the oldest
            (parts / f'part.{number}').rename(parts / f'mail.log.{9 - number}')
    names['parts'] = str(parts)
    return names


# ------------------------------------------------------------------ the tables

def verdict(value, must, aim, more_is_better=False):
    if must is None:
        return ''
    if more_is_better:
        value, must, aim = -value, -must, -aim
    return 'aim met' if value <= aim else 'must met' if value <= must else 'MUST MISSED'


def line(name, rate, value, base, must, aim, word):
    print(f'{name:26} {rate:>8} {value:>9}  {base:18} {must:>6} {aim:>6}  {word}')


def is_built(command, names):
    """False for a kind of build that is not at hand."""
    return all(names[key] for key in re.findall(r'{(isal|zlib)}', command))


def fill(command, names):
    for key, value in names.items():
        command = command.replace('{' + key + '}', value)
    return command


def compare(options, names):
    rows = [row for row in ROWS if is_built(row[1], names)]
    commands = dict(BASES)
    commands |= {('row', row[0]): row[1] for row in rows}
    taken = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            taken[name].append(run(fill(command, names)))
    line('', 'MB/s', 'ratio', 'to', 'must', 'aim', '(by processor time)')
    missed = 0
    for name, command, base, must, aim in ROWS:
        if not is_built(command, names):
            line(name, '', '', base, must, aim, 'not built')
            continue
        pairs = list(zip(taken['row', name], taken[base]))
        ratio = statistics.median(a.seconds / b.seconds for a, b in pairs)
        work = statistics.median(a.processor / b.processor for a, b in pairs)
        word = verdict(ratio, must, aim)
        missed += word == 'MUST MISSED'
        line(name, f'{options.mib * 1.048576 / statistics.median(a.seconds for a, _ in pairs):.0f}',
             f'{ratio:.3f}', base, must, aim, f'{word:12} {work:.3f}')
    for name in ('correlate', 'detect', '3,000 rules', 'count of 10 M keys'):
        print(f'{name:26} not measured')
    return missed


def measure_memory(names):
    print()
    line('peak memory at -j1', '', 'MiB', '', 'must', 'aim', '')
    missed = 0
    for name, command, must, aim in MEMORY:
        peak = peak_mib(fill('{spoor} ' + command, names))
        word = verdict(peak, must, aim)
        missed += word == 'MUST MISSED'
        line(name, '', f'{peak:.1f}', '', must, aim, word)
    return missed


def measure_peers(names):
    print()
    line('peers, ÷ spoor', 's', 'faster', '', 'must', 'aim', '')
    for name, program, command, mine, must, aim in PEERS:
        if not shutil.which(program):
            line(name, '', '', '', must, aim, 'not installed')
            continue
        if not command:
            line(name, '', '', '', must, aim, 'installed; not compared')
            continue
        theirs = [run(fill(command, names)).seconds for _ in range(2)]
        ours = [run(fill('{spoor} ' + mine + ' {little}', names)).seconds for _ in range(5)]
        ratio = min(theirs) / min(ours)
        line(name, f'{min(theirs):.2f}', f'{ratio:.0f} x', '', must, aim,
             verdict(ratio, must, aim, more_is_better=True))


# ------------------------------------------------------------------ the answers

def count(names, expr):
    text = output(fill('{spoor} count -q -H -w \'' + expr + '\' {little}', names))
    return int(text.split('\t')[0]) if text else 0


def answer(what, ours, theirs, of):
    same = ours == theirs
    print(f'{what:26} {"equal" if same else "DIFFERENT"}: {ours} by spoor, {theirs} by {of}')
    return not same


def by_address(text):
    return {row.split('\t')[0]: row.split('\t')[1] for row in text.splitlines()}


def check_answers(names):
    """Whether spoor answers as the others do; what is installed of them."""
    print()
    ours = by_address(output(fill('{spoor} ' + FAILED + ' {log}', names)))
    theirs = by_address(output(fill(MAWK + ' {log}', names)))
    bad = answer('addresses, failed logins', f'{len(ours)}, {sum(map(int, ours.values()))}',
                 f'{len(theirs)}, {sum(map(int, theirs.values()))}', 'mawk')
    if ours != theirs:
        bad = True
        print('  the counts of single addresses are different')
    failed = 'event.action: login and event.outcome: failure and event.dataset: '
    if shutil.which('fail2ban-regex'):
        for jail, dataset in (('dovecot', 'dovecot.log'), ("'postfix[mode=auth]'", 'postfix.mail')):
            found = re.search(r'(\d+) matched', output(
                fill('fail2ban-regex {little} ' + jail, names)))
            bad |= answer(f'failed logins, {dataset}', count(names, failed + dataset),
                          int(found[1]) if found else None, 'fail2ban-regex')
    if shutil.which('pflogsumm'):
        text = output(fill('pflogsumm {little}', names))
        for word, expr in (
                ('received', 'event.action: (mail-receive or mail-send)'),
                ('delivered', 'event.action: (mail-deliver or mail-relay) and '
                              'event.outcome: success'),
                ('deferred', 'event.action: mail-relay and event.outcome: unknown'),
                ('rejected', 'event.action: mail-reject')):
            found = re.search(rf'(\d+)   {word}', text)
            bad |= answer(word, count(names, 'event.dataset: postfix.mail and ' + expr),
                          int(found[1]) if found else None, 'pflogsumm')
    return bad


def warm_mallocs(options, names):
    """Allocations a line once warm: what the large log costs beyond the small one."""
    print()
    for name, command in (('parse', 'parse -q -j 1'), ('filter', 'filter -q -j 1 ' + USER)):
        counts = []
        for log in ('small', 'log'):
            with tempfile.NamedTemporaryFile('r') as report:
                run(f'LD_PRELOAD={options.mallocs} SPOOR_MALLOCS={report.name} '
                    f'{options.spoor} {command} {names[log]}')
                counts.append(int(report.read() or 0))
        print(f'{name}: {counts[1] - counts[0]} allocations more for four times the log')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--spoor', required=True)
    parser.add_argument('--generate', required=True)
    parser.add_argument('--mallocs', required=True)
    parser.add_argument('--isal', action='store_true', help='spoor inflates by ISA-L')
    parser.add_argument('--zlib', help='a spoor that inflates by zlib')
    parser.add_argument('--mib', type=int, default=128)
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--work')
    options = parser.parse_args()
    work = pathlib.Path(options.work or tempfile.mkdtemp(prefix='spoor-bench-'))
    work = work / str(options.mib)
    work.mkdir(parents=True, exist_ok=True)
    names = lay_out(options, work)
    print(f'{options.mib} MiB of log, {options.rounds} rounds, medians; {os.cpu_count()} cores, '
          f'load {os.getloadavg()[0]:.1f}')
    missed = compare(options, names)
    missed += measure_memory(names)
    measure_peers(names)
    different = check_answers(names)
    warm_mallocs(options, names)
    print(f'\n{missed} of the musts are missed' + (', answers differ' if different else ''))
    return 1 if missed or different else 0


if __name__ == '__main__':
    sys.exit(main())
