#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""What is not understood, and what is called `other`, in logs that we did not write.

    other.py --spoor PATH --shared DIR
    other.py --spoor PATH LOG …

No line of Dovecot, Postfix, Roundcube, Exchange, Microsoft 365 or a web server is `unparsed`, but
for those that the file `unparsed` explains; the spans of the events tile each file. With logs of
one's own the report alone is printed: how often which kind of message is `other`, and which
`unparsed`.
"""
import argparse
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

SKIPPED = 77
PRODUCTS = {'dovecot', 'postfix', 'roundcube', 'web', 'exchange', 'iis', 'o365'}  # as the labels call them
MODULES = {'dovecot', 'postfix', 'roundcube', 'apache', 'nginx', 'web', 'exchange', 'iis', 'm365',
           'entra'}  # as datasets begin
NOT_LOGS = {'README.md', 'truth.jsonl'}

# What differs from one message to another of its kind.
VARIES = [(re.compile(pattern), name) for pattern, name in (
    (r'"(?:[^"\\]|\\.)*"', '"…"'), (r'<[^<>]*>', '<…>'), (r'\([^()]*\)', '(…)'),
    (r'\[[^\[\]]*\]', '[…]'), (r'[^\s=<,:]+@[^\s>,:]+', 'USER'), (r'/[^\s:,]*', 'PATH'),
    (r'\b[0-9A-F]{8,}\b', 'ID'), (r'\b[0-9a-f:.]*[0-9][0-9a-f:.]*\b', 'N'))]
HEAD = re.compile(r'^(?:<\d+>)?(?:\S+ +){1,6}?[^\s\[:]+(?:\[\d+\])?: |^[0-9-]+[ T][0-9:.]+\S* ')


def kind_of(event):
    """The event's text without its head and without what varies."""
    text = HEAD.sub('', event.get('event.original', ''), count=1)
    for pattern, name in VARIES:
        text = pattern.sub(name, text)
    return ' '.join(text.split())[:70]


def parse(spoor, paths, cwd):
    done = subprocess.run([spoor, 'parse', '-q', '--', *map(str, paths)], cwd=cwd,
                          capture_output=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def report(events, action, most=None):
    """Prints how many events of the action there are of each kind, the most frequent first."""
    kinds = collections.Counter(
        (event['event.dataset'], event.get('process.name', '-'), kind_of(event))
        for event in events if event['event.action'] == action)
    print(f'\n{action}: {sum(kinds.values())} events of {len(kinds)} kinds')
    rows = sorted(kinds.items(), key=lambda row: (-row[1], row[0]))
    for (dataset, program, kind), count in rows[:most]:
        print(f'{count:6} {dataset:20} {program:14} {kind}')


# ------------------------------------------------------------------ spans

def read_plain(path):
    data = path.read_bytes()
    return gzip.decompress(data) if data.startswith(b'\x1f\x8b') else data


def span_faults(path, events):
    """Where the spans of a file's events do not tile its bytes."""
    data, at = read_plain(path), 0
    for event in sorted(events, key=lambda event: event['spoor.log.offset']):
        offset = event['spoor.log.offset']
        end = data.find(b'\n', offset) + 1 or len(data)
        if offset != at:
            yield f'{path}:{event["spoor.log.line"]}: begins at byte {offset}, not at {at}'
        at = offset + event.get('spoor.log.length', end - offset)
    if at != len(data):
        yield f'{path}: {len(data)} bytes, the spans end at {at}'


def check_spans(root, events):
    by_path = collections.defaultdict(list)
    for event in events:
        by_path[event['log.file.path']].append(event)
    faults = [fault for path, of_path in by_path.items()
              for fault in span_faults(root / path, of_path)]
    print(*faults[:20], sep='\n')
    print(f'{len(by_path)} files, {len(events)} events, {len(faults)} spans do not tile')
    return len(faults)


# ------------------------------------------------------------------ unparsed

def read_labels(shared):
    """Our products' labelled lines: the whole ones by their place, and those that have a head put
    before them."""
    whole, wrapped = set(), []
    with open(shared / 'corpus/truth.jsonl', encoding='utf-8', errors='surrogateescape') as lines:
        for label in map(json.loads, lines):
            place = f"{label['source']}/{label['file']}"
            if label['product'] in PRODUCTS and 'wrapped' in label:
                wrapped.append((f"{place}:{label['line_no']}", label['wrapped']))
            elif label['product'] in PRODUCTS:
                whole.add(f"corpus/{place}:{label['line_no']}")
    return whole, wrapped


def place_of(event):
    return f"{event['log.file.path']}:{event['spoor.log.line']}"


def is_ours(event, labelled):
    if event['event.dataset'].split('.')[0] in MODULES or place_of(event) in labelled:
        return True
    path = pathlib.PurePath(event['log.file.path'])
    return path.parts[0] == 'lab' and path.name not in NOT_LOGS


def unparsed_wrapped(spoor, wrapped):
    """The places of wrapped lines that are not understood."""
    with tempfile.TemporaryDirectory() as folder:
        log = pathlib.Path(folder) / 'log'
        log.write_text(''.join(line.replace('\n', ' ') + '\n' for _, line in wrapped),
                       encoding='utf-8', errors='surrogateescape')
        return [('corpus/' + wrapped[event['spoor.log.line'] - 1][0], event)
                for event in parse(spoor, ['log'], folder) if event['event.action'] == 'unparsed']


def read_exceptions(path):
    return [line.split(None, 1)[0] for line in path.read_text().splitlines()
            if line and not line.startswith('#')]


def check_unparsed(spoor, shared, events):
    labelled, wrapped = read_labels(shared)
    found = [(place_of(event), event) for event in events
             if event['event.action'] == 'unparsed' and is_ours(event, labelled)]
    found += unparsed_wrapped(spoor, wrapped)
    exceptions = read_exceptions(pathlib.Path(__file__).with_name('unparsed'))
    needed, bad = set(), 0
    for place, event in found:
        explained = [row for row in exceptions if place.startswith(row.rstrip('*'))
                     and (row.endswith('*') or place == row)]
        needed.update(explained)
        if not explained:
            bad += 1
            print(f'{place}: unparsed: {event["event.original"][:200]}')
    unneeded = [row for row in exceptions if row not in needed]
    for row in unneeded:
        print(f'{row}: the exception is not needed any more')
    print(f'{len(found)} lines unparsed, {bad} without an explanation')
    return bad + len(unneeded)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--spoor', required=True)
    parser.add_argument('--shared', type=pathlib.Path)
    parser.add_argument('logs', nargs='*', type=pathlib.Path)
    options = parser.parse_args()
    spoor = str(pathlib.Path(options.spoor).resolve())
    if not options.shared:
        events = parse(spoor, options.logs, None)
        report(events, 'unparsed')
        report(events, 'other')
        return 0
    if not (options.shared / 'corpus/truth.jsonl').exists():
        print(f'skipped: no logs of others beside the checkout ({options.shared})')
        return SKIPPED
    events = parse(spoor, ['corpus', 'lab/sample'], options.shared)
    bad = check_spans(options.shared, events) + check_unparsed(spoor, options.shared, events)
    report([event for event in events if event['event.dataset'].split('.')[0] in MODULES], 'other', 60)
    return 1 if bad or not events else 0


if __name__ == '__main__':
    sys.exit(main())
