# SPDX-License-Identifier: ISC
# It takes no options but --help, and no operands.
"$SPOOR" version 2
echo "exit $?"
"$SPOOR" version .
echo "exit $?"
"$SPOOR" version -q
echo "exit $?"
"$SPOOR" version --help > long && "$SPOOR" help version > asked && cmp long asked && head -n 1 long
