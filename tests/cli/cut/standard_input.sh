# SPDX-License-Identifier: ISC
# Nothing and "-" are standard input, once.
log="$TESTDATA/dovecot-events/login.log"
"$SPOOR" cut -f log.file.path,user.name < "$log" > nothing
"$SPOOR" cut -q -f log.file.path,user.name - < "$log" > dash
cmp nothing dash && head -n 2 dash
"$SPOOR" cut -q -f user.name < /dev/null
