# SPDX-License-Identifier: ISC
# Stamps without a year, each half a year behind the last: the year goes up only as far as it can.
i=0
while [ $i -lt 400 ]; do
	echo 'Jan 10 08:50:17 mx1 cron[12]: a'
	echo 'Jul 10 08:50:17 mx1 cron[12]: b'
	i=$((i + 1))
done | "$SPOOR" parse -q --year 2025 > events 2> notes
echo "exit $?, $(wc -l < events) events"
echo "before 2025: $(grep -c '"@timestamp":"\(1\|20[01]\)' events)"
