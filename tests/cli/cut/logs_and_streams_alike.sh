# SPDX-License-Identifier: ISC
# Cutting logs gives the same as cutting their events.
fields=@timestamp,event.action,user.name,user.email,source.ip,spoor.source.network,related.user,spoor.extra,message,spoor.log.line
for log in "$TESTDATA"/dovecot-events/*.log "$TESTDATA/incident/web1/access.log"; do
	"$SPOOR" parse -q "$log" > events
	for form in tsv csv table; do
		"$SPOOR" cut -q -o $form -f $fields "$log" > straight
		"$SPOOR" cut -q -o $form -f $fields events > around
		cmp straight around || exit
	done
done
wc -l < straight
