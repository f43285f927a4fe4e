# SPDX-License-Identifier: ISC
# A field that is none is said before anything is read, with the nearest name or where to look.
"$SPOOR" cut -f user.nam nothing.log
echo "exit $?"
"$SPOOR" cut -f USER.NAME nothing.log
echo "exit $?"
"$SPOOR" cut -f event.action,xyzzy nothing.log
echo "exit $?"
"$SPOOR" cut -f datetime_local nothing.log
echo "exit $?"
