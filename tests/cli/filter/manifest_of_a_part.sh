# SPDX-License-Identifier: ISC
# A file that was not read to its end has no SHA-256; what was read of it is counted.
i=0
while [ $i -lt 5000 ]; do
	echo "2025-12-09T08:50:17+00:00 mx1 cron[12]: $i"
	i=$((i + 1))
done > mail.log
"$SPOOR" filter -q -m 1 --manifest part.json '*' mail.log > events
"$SPOOR" filter -q --manifest whole.json '*' mail.log > events
grep -c sha256 part.json
grep sha256 whole.json
