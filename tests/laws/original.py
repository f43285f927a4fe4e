#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Path, line and offset give the record back: the bytes that `spoor show` finds for the events of
a log are the log, plain, packed and in an archive; those of every seventh event are theirs."""
import gzip
import io
import json
import pathlib
import sys
import tarfile
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house  # noqa: E402


def text(data):
    """What spoor calls the bytes of a log: UTF-16 is read as UTF-8, and shown so."""
    wide = data.startswith(b'\xff\xfe') or (data[1:8:2] == bytes(4) and all(data[:8:2]))
    if not wide:
        return data
    left = '\ufffd' * (len(data) % 2)
    return (data[:len(data) // 2 * 2].decode('utf-16-le', 'replace') + left).encode()


def members(folder, names):
    """A tar.gz of the files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode='w:gz') as archive:
        for name in names:
            archive.add(folder / name, name)
    return out.getvalue()


def span(event, lines):
    """The bytes of an event, by what it says of itself."""
    start = event['spoor.log.offset']
    if 'spoor.log.length' in event:
        return start, start + event['spoor.log.length']
    last = event['spoor.log.line'] - 1 + max(1, event.get('spoor.log.lines', 1))
    return start, lines[last] if last < len(lines) else lines[-1]


def line_starts(data):
    starts = [0]
    while (feed := data.find(b'\n', starts[-1])) >= 0:
        starts.append(feed + 1)
    return starts if starts[-1] == len(data) else [*starts, len(data)]


def every_seventh(spoor, folder, events, logs):
    """What is shown of some events, and what should be."""
    some = events.splitlines(keepends=True)[::7]
    want, starts = b'', {log: line_starts(data) for log, data in logs.items()}
    order = {}
    for event in map(json.loads, some):
        order.setdefault(event['log.file.path'], []).append(event)
    for log, of_log in order.items():
        shown = 0
        for event in of_log:
            first, end = span(event, starts[log])
            want += logs[log][max(first, shown):end]
            shown = max(shown, end)
    got = spoor.run('show', '-q', cwd=folder, stdin=b''.join(some)).stdout
    return got, want


def main():
    spoor, testdata = house.arguments(__doc__)
    logs = {str(log): (testdata / log).read_bytes() for log in house.logs(testdata)}
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for log, data in logs.items():
            path = folder / log
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            path.with_name(path.name + '.gz').write_bytes(gzip.compress(data))
        (folder / 'all.tar.gz').write_bytes(members(folder, logs))
        logs = {log: text(data) for log, data in logs.items()}
        want = b''.join(logs.values())
        for what, paths in [('plain', list(logs)), ('packed', [f'{log}.gz' for log in logs]),
                            ('archive', [f'all.tar.gz!{log}' for log in logs])]:
            events = spoor.run('parse', '-q', *paths, cwd=folder).stdout
            got = spoor.run('show', '-q', cwd=folder, stdin=events).stdout
            if got != want:
                bad += 1
                print(f'{what}: other bytes than the logs have')
                print(house.first_difference(want, got))
            if what == 'plain':
                got, some = every_seventh(spoor, folder, events, logs)
                bad += got != some
                print(house.first_difference(some, got) if got != some else '', end='')
    print(f'{len(logs)} logs, {bad} differences')
    return 1 if bad or not logs else 0


if __name__ == '__main__':
    sys.exit(main())
