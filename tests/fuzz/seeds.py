#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Makes the seeds of the fuzz targets out of the test data.

    seeds.py --tables PROGRAM TESTDATA OUT

OUT/format: every log behind the two bytes that choose its format (by its folder's name) and the
way the scene is set; OUT/codec: goldens, a line each; OUT/stream: logs and goldens, plain and
packed; OUT/input: the same behind their two bytes; OUT/base: their lines for each scanner.
"""
import argparse
import gzip
import pathlib
import shutil
import subprocess

MOST = 64 * 1024  # a larger seed slows a fuzzer down more than it helps
SCANNERS = 6
BY_BIDS = 255
RECORD_KINDS = 4


def formats(tables):
    out = subprocess.run([tables], capture_output=True, check=True).stdout.decode()
    rows = [line.split('\t') for line in out.splitlines()]
    return [row[1] for row in rows if row[0] == 'format']


def write(folder, name, data):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data[:MOST])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--tables', required=True)
    parser.add_argument('testdata', type=pathlib.Path)
    parser.add_argument('out', type=pathlib.Path)
    options = parser.parse_args()
    names = formats(options.tables)
    shutil.rmtree(options.out, ignore_errors=True)
    for log in sorted(options.testdata.rglob('*.log')):
        name = '-'.join(log.relative_to(options.testdata).parts)
        data = log.read_bytes()
        index = names.index(log.parent.name) if log.parent.name in names else BY_BIDS
        for way in (0, 1 | 2 | 4 | 8, 4 | 16):
            write(options.out / 'format', f'{name}-{way}', bytes([index, way]) + data)
        write(options.out / 'stream', name, data)
        write(options.out / 'stream', name + '.gz', gzip.compress(data, mtime=0))
        for packing in range(3 * RECORD_KINDS):
            write(options.out / 'input', f'{name}-{packing}', bytes([64, packing]) + data)
        for line in data.splitlines()[:2]:
            for scanner in range(SCANNERS):
                write(options.out / 'base', f'{name}-{scanner}', bytes([scanner]) + line)
    for golden in sorted(options.testdata.rglob('*.ndjson')):
        name = '-'.join(golden.relative_to(options.testdata).parts)
        for number, line in enumerate(golden.read_bytes().splitlines()[:4]):
            write(options.out / 'codec', f'{name}-{number}', line)
        write(options.out / 'stream', name, golden.read_bytes())
    count = sum(1 for path in options.out.rglob('*') if path.is_file())
    print(f'{count} seeds')
    return 0 if count else 1


if __name__ == '__main__':
    raise SystemExit(main())
