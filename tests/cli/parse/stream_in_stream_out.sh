# SPDX-License-Identifier: ISC
# An event stream is read as one, and comes out as it went in.
out=$PWD
cd "$TESTDATA/syslog" || exit
"$SPOOR" parse -q heads.ndjson > "$out/once"
"$SPOOR" parse -q --year 2025 heads.log 2> "$out/notes" | "$SPOOR" parse | "$SPOOR" parse -q > "$out/thrice"
cmp heads.ndjson "$out/once" && cmp heads.ndjson "$out/thrice" && echo same
