# SPDX-License-Identifier: ISC
# Counting logs gives the same as counting their events.
for log in "$TESTDATA"/dovecot-events/*.log "$TESTDATA/incident/web1/access.log"; do
	"$SPOOR" parse -q "$log" > events
	for by in event.action,event.outcome @timestamp/1h,user.email related.ip,spoor.extra; do
		"$SPOOR" count -q -b $by -d user.name -s source.bytes "$log" > straight
		"$SPOOR" count -q -b $by -d user.name -s source.bytes events > around
		cmp straight around || exit
	done
done
"$SPOOR" parse -q "$TESTDATA/dovecot-events/login.log" | "$SPOOR" count -H -b event.action
