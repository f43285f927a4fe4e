# SPDX-License-Identifier: ISC
# What can be had of it is shown, and what is wrong is said.
seq 1 30000 > numbers && gzip -n numbers && head -c 30000 numbers.gz > cut.gz
"$SPOOR" show cut.gz:10 cut.gz:30000 2> said
echo "exit $?"
sed "s/[0-9]\{4,\}/N/g" said
