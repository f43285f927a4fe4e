# SPDX-License-Identifier: ISC
# The commands, each with what it does. Asked for, the list goes to standard output; for want of a
# command it goes to standard error, and the exit code is 2.
"$SPOOR" help | grep -e usage: -e '^  help ' -e man
"$SPOOR" help > asked
"$SPOOR" --help > long
"$SPOOR" -h > short
cmp asked long && cmp asked short || exit
"$SPOOR" 2> wanted
echo "exit $?"
cmp asked wanted
