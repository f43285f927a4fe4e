# SPDX-License-Identifier: ISC
# A command that is none is said, with where to look.
"$SPOOR" help prase
echo "exit $?"
"$SPOOR" help ''
echo "exit $?"
"$SPOOR" help .
echo "exit $?"
"$SPOOR" prase mail.log 2> said
echo "exit $?"
head -n 1 said
