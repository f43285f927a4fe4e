#!/bin/sh
# SPDX-License-Identifier: ISC
# score.sh SPOOR SHARED PRODUCT PERCENT: how much of what others say about their log lines we say,
# too. SHARED holds the labelled lines; where it is not there the test is skipped.
set -eu
spoor=$1 shared=$2 product=$3 percent=$4
if [ ! -f "$shared/tools/score.py" ] || [ ! -f "$shared/corpus/truth.jsonl" ]; then
	echo "skipped: no labelled lines beside the checkout ($shared)"
	exit 77
fi
python3 "$shared/tools/score.py" --spoor "$spoor" --products "$product" --min "$percent" \
	"$shared/corpus/truth.jsonl" "$shared/corpus"
