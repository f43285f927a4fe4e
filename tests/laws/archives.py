#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Archives that are cut off or have a flipped bit are survived: the events are sound, and where
some are missing that is said."""
import bz2
import gzip
import io
import json
import lzma
import pathlib
import random
import sys
import tarfile
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house  # noqa: E402

CUTS, FLIPS = 20, 20
TELLING = 10  # fewer bytes than that do not say what they are
LINES = [f'2025-12-09T08:50:{n:02}+00:00 mx1 cron[{n * n}]: job {n}\n'.encode() for n in range(60)]
MEMBERS = {'var/log/mail.log.1': b''.join(LINES[:20]), 'var/log/mail.log': b''.join(LINES[20:40]),
           'other.log.gz': gzip.compress(b''.join(LINES[40:]), mtime=0)}


def tar(form):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode='w', format=form) as archive:
        for name, data in MEMBERS.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, data in MEMBERS.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def archives():
    ustar = tar(tarfile.USTAR_FORMAT)
    return {'tar': ustar, 'pax': tar(tarfile.PAX_FORMAT), 'tar.gz': gzip.compress(ustar, mtime=0),
            'tar.xz': lzma.compress(ustar), 'tar.bz2': bz2.compress(ustar), 'zip': zipped(),
            'log.xz': lzma.compress(b''.join(LINES)), 'log.bz2': bz2.compress(b''.join(LINES))}


def copies(data):
    """Damaged ones, with a word for each; always the same."""
    chance = random.Random(len(data))
    for _ in range(CUTS):
        size = chance.randrange(TELLING, len(data))
        yield f'cut at {size}', data[:size]
    for _ in range(FLIPS):
        bit = chance.randrange(len(data) * 8)
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        yield f'bit {bit} flipped', bytes(flipped)


def fault(done, whole, is_cut):
    """What is wrong with a run, None if nothing is."""
    if done.returncode not in (0, 2) or b'runtime error' in done.stderr:
        return f'exit {done.returncode}: {done.stderr[-600:].decode(errors="replace")}'
    for line in done.stdout.splitlines():
        try:
            json.loads(line)
        except ValueError as error:
            return f'no JSON: {error}'
    if is_cut and done.returncode == 0 and done.stdout.count(b'\n') != whole:
        return 'events are missing, and nothing was said'
    return None


def main():
    spoor, _ = house.arguments(__doc__)
    runs = bad = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'archive'
        for kind, data in archives().items():
            path.write_bytes(data)
            whole = spoor.run('parse', '-q', path).stdout.count(b'\n')
            bad += whole != len(LINES)
            for what, damaged in copies(data):
                path.write_bytes(damaged)
                wrong = fault(spoor.run('parse', '-q', path), whole, what.startswith('cut'))
                runs += 1
                if wrong:
                    bad += 1
                    print(f'{kind}, {what}: {wrong}')
    print(f'{runs} damaged archives, {bad} not survived')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
