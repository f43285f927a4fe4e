# SPDX-License-Identifier: ISC
# Columns come as they are asked for, one row an event, in the order of the input; what an event
# lacks is an empty cell.
"$SPOOR" cut -f event.outcome,user.name,@timestamp "$TESTDATA/dovecot-events/login.log"
