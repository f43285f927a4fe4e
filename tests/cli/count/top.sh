# SPDX-License-Identifier: ISC
# --top prints the first rows and says how many there are more, if there are.
"$SPOOR" count --top 2 -H -b user.name "$TESTDATA/dovecot-events/login.log"
"$SPOOR" count -t 100 -H -b event.action "$TESTDATA/dovecot-events/login.log"
"$SPOOR" count -q -t 1 -H -b user.name "$TESTDATA/dovecot-events/login.log"
