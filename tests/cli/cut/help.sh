# SPDX-License-Identifier: ISC
# Help is asked for, so it goes to standard output; it is the same by every way.
"$SPOOR" cut --help > long || exit
"$SPOOR" cut -h > short || exit
"$SPOOR" help cut > asked || exit
cmp long short && cmp long asked && head -n 1 long
grep -e --fields -e --no-header long
