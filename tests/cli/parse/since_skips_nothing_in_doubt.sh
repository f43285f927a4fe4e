# SPDX-License-Identifier: ISC
# A file alone may hold anything, and so may the files of a set that do not follow each other.
line() { echo "2025-$1T12:00:00+00:00 mx1 cron[12]: of $1"; }
show() { sed 's/.*cron.12.: \(.*\)".*/\1/'; }
mkdir alone mixed
{ line 12-01; line 03-01; } | gzip -n > alone/all.log.gz
line 12-01 > mixed/mail.log.2
{ line 03-01; line 12-20; } > mixed/mail.log.1
line 12-30 > mixed/mail.log
"$SPOOR" parse --since 2025-06-01 alone mixed | show
"$SPOOR" parse --until 2025-06-01 alone mixed | show
