# SPDX-License-Identifier: ISC
# -f may be given again: the lists follow each other.
"$SPOOR" cut -q -f event.action -f user.name,source.ip "$TESTDATA/dovecot-events/login.log" > parts
"$SPOOR" cut -q --fields=event.action,user.name,source.ip "$TESTDATA/dovecot-events/login.log" > whole
cmp parts whole && head -n 2 parts
