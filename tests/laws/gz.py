#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""gz = plain: packed logs, in one member or several, give the same events but for the path."""
import gzip
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house  # noqa: E402

WHEN = 1764547200  # every copy's time of change: a stamp without a year looks at it


def pack(plain, members):
    """Plain bytes as `members` chained gzip members."""
    size = max(1, -(-len(plain) // members))
    parts = [plain[at:at + size] for at in range(0, len(plain), size)] or [b'']
    return b''.join(gzip.compress(part, mtime=0) for part in parts)


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (WHEN, WHEN))


def main():
    spoor, testdata = house.arguments(__doc__)
    logs = house.logs(testdata)
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for log in logs:
            plain = (testdata / log).read_bytes()
            write(folder / 'plain' / log, plain)
            write(folder / '1' / f'{log}.gz', pack(plain, 1))
            write(folder / '7' / f'{log}.gz', pack(plain, 7))
        want = spoor.run('parse', '-q', *logs, cwd=folder / 'plain').stdout
        for members in ('1', '7'):
            got = spoor.run('parse', '-q', *[f'{log}.gz' for log in logs],
                            cwd=folder / members).stdout
            got = got.replace(b'.log.gz","spoor.log.line"', b'.log","spoor.log.line"')
            if got != want:
                bad += 1
                print(f'{members} members: packed logs give other events')
                print(house.first_difference(want, got))
    print(f'{len(logs)} logs, {bad} differences')
    return 1 if bad or not logs or not want else 0


if __name__ == '__main__':
    sys.exit(main())
