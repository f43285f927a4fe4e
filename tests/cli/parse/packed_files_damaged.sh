# SPDX-License-Identifier: ISC
# What can be had of damaged data is read; what is wrong with it is said, with exit 2.
pack() { python3 "$TESTDATA/../tests/kit/pack.py" "$@"; }
i=0
while [ $i -lt 20 ]; do
	echo "2025-12-09T08:50:17+00:00 mx1 cron[12]: $i"
	i=$((i + 1))
done > mail.log
try() {
	"$SPOOR" parse -q "$1" > events
	echo "$1: exit $?, $(grep -c event.action events) events"
}
for kind in xz bz2; do
	pack "mail.log.$kind" mail.log
	head -c 60 "mail.log.$kind" > "cut.log.$kind"
	try "cut.log.$kind"
	{ cat "mail.log.$kind" && echo garbage; } > "behind.log.$kind"
	try "behind.log.$kind"
done
: > empty
pack empty.log.xz empty
try empty.log.xz
pack twice.log.gz mail.log.xz
try twice.log.gz
