# SPDX-License-Identifier: ISC
# Of an over-long line the first MiB is kept, the rest is counted, and the event says so.
{
	echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: one'
	printf '2025-12-09T08:50:18+00:00 mx1 cron[12]: '
	head -c 3145728 /dev/zero | tr '\000' 'x'
	echo
	echo '2025-12-09T08:50:19+00:00 mx1 cron[12]: three'
} | "$SPOOR" parse > events
sed 's/\(cron\[12\]: x\)x*/\1…/' events
grep -o '[^"]*cron[^"]*' events | awk '{ print length($0) }'
