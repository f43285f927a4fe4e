# SPDX-License-Identifier: ISC
# A cut, a corrupt and a lengthened gzip file, a missing one: what is wrong, and where.
seq -f '2025-03-01T10:00:00Z mx cron[7]: %g' 1 2000 > log
gzip -nc log > good.gz
head -c 1000 good.gz > cut.gz
cp good.gz more.gz && printf 'what is this' >> more.gz
{ head -c 2000 good.gz; printf 'XXXXXXXX'; tail -c +2009 good.gz; } > corrupt.gz
"$SPOOR" info cut.gz more.gz corrupt.gz gone.gz 2> /dev/null | sed '/^  sha256/d; s/[0-9]\{3,\}/N/g; /^  lines/d; /^  kinds/d; /^  hosts/d; /^  time/d'
"$SPOOR" info -q cut.gz > /dev/null 2>&1 || echo "exit $?"
