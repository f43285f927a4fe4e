# SPDX-License-Identifier: ISC
# -H leaves out the line of names and nothing else; the columns of a table need not be as wide as
# their names then.
log="$TESTDATA/dovecot-events/login.log"
for form in tsv csv; do
	"$SPOOR" cut -q -o $form -f spoor.log.line,user.name "$log" | sed 1d > without
	"$SPOOR" cut -q -o $form --no-header -f spoor.log.line,user.name "$log" > bare
	cmp without bare && head -n 1 bare
done
"$SPOOR" cut -q -o table -H -f spoor.log.line,event.action,event.outcome "$log" | head -n 2
