# SPDX-License-Identifier: ISC
# A record that stands in two files counts once, and that is said; twice in one file it counts twice.
for i in 1 2 2 3; do
	echo "2025-12-09T08:50:1$i+00:00 mx1 cron[12]: (root) CMD ($i)"
done > mail.log
head -n 3 mail.log > mail.info
"$SPOOR" count -H -b event.action mail.log mail.info
"$SPOOR" count --keep-copies -H -b event.action mail.log mail.info
"$SPOOR" count -H -b event.action mail.log
