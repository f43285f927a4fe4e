# SPDX-License-Identifier: ISC
# More packed archives than temporary files are kept: they are unpacked anew when their turn comes.
pack() { python3 "$TESTDATA/../tests/kit/pack.py" "$@"; }
mkdir logs
i=0
while [ $i -lt 70 ]; do
	minute=$((i % 60))
	echo "2025-12-09T08:$(printf %02d $minute):00+00:00 mx1 cron[$i]: one" > one
	echo "2025-12-09T09:$(printf %02d $minute):00+00:00 mx1 cron[$i]: two" > two
	pack "logs/$i.tar.gz" mail.log.1=one mail.log=two
	i=$((i + 1))
done
"$SPOOR" sort -q logs > events
"$SPOOR" sort -q -j 2 logs | cmp - events
cut -c 1-38 events | sort -c && wc -l < events
