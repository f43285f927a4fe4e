# SPDX-License-Identifier: ISC
# Each combination is a group; derived fields count as any other.
"$SPOOR" count -q -b event.action,event.outcome,spoor.source.network "$TESTDATA/dovecot-events/login.log"
"$SPOOR" count -q -k -b event.action,event.outcome,spoor.source.network "$TESTDATA/dovecot-events/login.log"
