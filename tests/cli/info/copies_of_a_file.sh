# SPDX-License-Identifier: ISC
# Files with the same bytes, whatever they are called; a packed one is another file.
echo '2025-03-01T10:00:00Z mx cron[7]: one' > a.log
cp a.log b.log && mkdir old && cp a.log old/a.log && gzip -nc a.log > a.log.gz
"$SPOOR" info -q a.log a.log.gz b.log old | grep -E '^[^ ]|copy'
