# SPDX-License-Identifier: ISC
# Without a field all events are one group.
"$SPOOR" count "$TESTDATA/dovecot-events/login.log"
