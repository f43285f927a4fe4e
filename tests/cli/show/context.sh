# SPDX-License-Identifier: ISC
# Lines around each place; what overlaps is printed once, what is apart is marked.
seq 1 20 | sed 's/^/line /' > plain
gzip -nc plain > packed.gz
"$SPOOR" show -q -o text -C 2 packed.gz:3 packed.gz:9-10 packed.gz:13 plain:1 plain:20
echo; "$SPOOR" show -q -C 1 plain:20
