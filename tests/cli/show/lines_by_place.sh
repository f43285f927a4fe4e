# SPDX-License-Identifier: ISC
# Each byte once, file by file; whole ranges, packed files and members of archives.
seq 1 20 | sed 's/^/line /' > plain
gzip -nc plain > packed.gz
mkdir logs && cp plain logs/inner && tar cf bundle.tar logs && gzip -n bundle.tar
"$SPOOR" show plain:3 packed.gz:5-6 'bundle.tar.gz!logs/inner:9' plain:2-4 plain:6@35
