#!/bin/sh
# SPDX-License-Identifier: ISC
# run.sh TARGET RUNS FOLDER …: libFuzzer from the folders that are there; the same inputs in every
# run. An input that breaks the target is left in the present folder.
set -eu
target=$1
runs=$2
shift 2
found=$(mktemp -d)
trap 'rm -rf "$found"' EXIT
for folder; do
	shift
	[ ! -d "$folder" ] || set -- "$@" "$folder"
done
"$target" -runs="$runs" -seed=1 -error_exitcode=1 -max_len=4096 -rss_limit_mb=1024 -artifact_prefix="$PWD/" \
	"$found" "$@"
