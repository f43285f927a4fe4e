#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""How much of what others say about their log lines we say too.

    score.py --spoor PATH --shared DIR --min PERCENT PRODUCT

DIR holds the labelled lines and the tool that compares; where it is not there the test is skipped.
Labels that are wrong stand in the file `exceptions` with the reason, one a line: "PRODUCT
SOURCE/FILE:LINE LABEL reason". PERCENT of the independent labels that are left must be right, and
each exception must still be needed.
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys

SKIPPED = 77
MISS = re.compile(r'^MISS (\S+:\d+) (\w+): ')
SHARE = re.compile(r'^(\S+): (?:independent )?labels (\d+)/(\d+) = ')

Row = collections.namedtuple('Row', 'product place label reason')


def read_exceptions(path, product):
    rows = [Row(*line.split(None, 3)) for line in path.read_text().splitlines()
            if line and not line.startswith('#')]
    return {(row.place, row.label): row.reason for row in rows if row.product == product}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--spoor', required=True)
    parser.add_argument('--shared', required=True, type=pathlib.Path)
    parser.add_argument('--min', required=True, type=float)
    parser.add_argument('product')
    options = parser.parse_args()
    tool, corpus = options.shared / 'tools/score.py', options.shared / 'corpus'
    if not tool.exists() or not (corpus / 'truth.jsonl').exists():
        print(f'skipped: no labelled lines beside the checkout ({options.shared})')
        return SKIPPED
    done = subprocess.run([sys.executable, tool, '-v', '--spoor', options.spoor, '--products',
                           options.product, corpus / 'truth.jsonl', corpus],
                          capture_output=True, encoding='utf-8', errors='replace')
    exceptions = read_exceptions(pathlib.Path(__file__).with_name('exceptions'), options.product)
    needed, right, told = set(), 0, 0
    for line in done.stdout.splitlines():
        miss, share = MISS.match(line), SHARE.match(line)
        if miss and miss.groups() in exceptions:
            needed.add(miss.groups())
            continue
        if share and share[1] == options.product:
            right, told = int(share[2]), int(share[3])
        print(line)
    for place, label in sorted(exceptions.keys() - needed):
        print(f'{place}: the exception for {label} is not needed any more')
    told -= len(needed)
    percent = 100 * right / told if told else 0
    print(f'{options.product}: {right} of {told} labels are right, {percent:.2f} %, '
          f'{len(needed)} explained exceptions aside')
    return 1 if done.returncode or needed != exceptions.keys() or percent < options.min else 0


if __name__ == '__main__':
    sys.exit(main())
