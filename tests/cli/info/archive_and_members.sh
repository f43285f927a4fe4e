# SPDX-License-Identifier: ISC
# An archive has a row before its members.
mkdir logs && echo '2025-03-01T10:00:00Z mx cron[7]: one' > logs/a.log && gzip -nc logs/a.log > logs/b.log.gz
tar cf logs.tar logs/a.log logs/b.log.gz
"$SPOOR" info -q -o json logs.tar | sed 's/"size":[0-9]*,"sha256":"[0-9a-f]*"/"size":N,"sha256":"X"/'
