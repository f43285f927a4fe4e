# SPDX-License-Identifier: ISC
# Help is asked for, so it goes to standard output; it is the same by every way.
"$SPOOR" count --help > long || exit
"$SPOOR" count -h > short || exit
"$SPOOR" help count > asked || exit
cmp long short && cmp long asked && head -n 1 long
grep -e --top -e --max-mem long
