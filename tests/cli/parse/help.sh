# SPDX-License-Identifier: ISC
# Help is asked for, so it goes to standard output, and the exit code is 0.
"$SPOOR" parse --help > long || exit
"$SPOOR" parse -h > short || exit
cmp long short
head -n 1 long
grep -- --help long
