# SPDX-License-Identifier: ISC
# Only what matches is printed, and the closing line says how much was read.
"$SPOOR" cut -f user.name,spoor.reason -w 'event.action: login and event.outcome: failure' "$TESTDATA/dovecot-events/login.log"
"$SPOOR" cut -f user.name -w 'user.name: nobody' "$TESTDATA/dovecot-events/login.log"
echo "exit $?"
"$SPOOR" cut -f user.name -w 'user.name: "' "$TESTDATA/dovecot-events/login.log"
echo "exit $?"
