# SPDX-License-Identifier: ISC
# Files of a set that cannot have events in the span are not read: the broken one is not noticed.
# A day is left on both sides.
for day in 01 03 05 07 09 11; do
	echo "2025-12-${day}T12:00:00+00:00 mx1 cron[12]: of $day" | gzip -n > mail.log-202512$day.gz
done
head -c -4 mail.log-20251201.gz > short && mv short mail.log-20251201.gz
echo '2025-12-13T12:00:00+00:00 mx1 cron[12]: of 13' > mail.log
show() { sed 's/.*cron.12.: \(.*\)".*/\1/'; }
"$SPOOR" parse --since 2025-12-06 --until 2025-12-08 . | show
"$SPOOR" timeline -a -o json --since 2025-12-06 --until 2025-12-08 . | show
"$SPOOR" parse --since 2025-12-12 . | show
"$SPOOR" parse --until 2025-12-04 . | show
