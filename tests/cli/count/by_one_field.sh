# SPDX-License-Identifier: ISC
# The largest group first, equal ones in the order of their keys; "-" is the group without the field.
"$SPOOR" count -b event.action "$TESTDATA/dovecot-events/login.log"
"$SPOOR" count -q -b user.name "$TESTDATA/dovecot-events/login.log"
