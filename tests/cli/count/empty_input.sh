# SPDX-License-Identifier: ISC
# Nothing counted is no row, and no trouble.
: > empty.log
"$SPOOR" count -b user.name empty.log
echo "exit $?"
"$SPOOR" count -q -o csv -d user.name empty.log
"$SPOOR" count -q -o table -b user.name empty.log
"$SPOOR" count -q -o json -b user.name empty.log
"$SPOOR" count -q -H < /dev/null
