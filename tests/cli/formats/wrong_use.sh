# SPDX-License-Identifier: ISC
# It takes no options but --help, and no operands.
"$SPOOR" formats dovecot
echo "exit $?"
"$SPOOR" formats --format dovecot
echo "exit $?"
"$SPOOR" formats -q
echo "exit $?"
"$SPOOR" formats .
echo "exit $?"
"$SPOOR" formats --help > long && "$SPOOR" help formats > asked && cmp long asked && head -n 1 long
