#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Makes an archive or a packed file, always the same bytes.

    pack.py OUT NAME=FILE …     OUT is .tar, .tar.gz, .tar.xz, .tar.bz2 or .zip
    pack.py OUT FILE            OUT is .gz, .xz or .bz2
"""
import bz2
import gzip
import io
import lzma
import pathlib
import sys
import tarfile
import zipfile

WHEN = 1764547200  # 2025-12-01


def tar(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode='w') as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            info.mtime = WHEN
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zip_of(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (2025, 12, 1, 0, 0, 0)), data,
                             zipfile.ZIP_DEFLATED)
    return out.getvalue()


PACKERS = {'.gz': lambda data: gzip.compress(data, mtime=0), '.xz': lzma.compress,
           '.bz2': bz2.compress}


def main():
    out = pathlib.Path(sys.argv[1])
    members = []
    for word in sys.argv[2:]:
        name, _, path = word.rpartition('=')
        members.append((name, pathlib.Path(path).read_bytes()))
    suffixes = out.suffixes
    if suffixes[-1] == '.zip':
        data = zip_of(members)
    elif '.tar' in suffixes[-2:]:
        data = tar(members)
    else:
        data = members[0][1]
    out.write_bytes(PACKERS.get(suffixes[-1], bytes)(data))


if __name__ == '__main__':
    main()
