# SPDX-License-Identifier: ISC
# One line: the name and a version, three numbers and perhaps a mark. --version prints the same.
"$SPOOR" version > long
"$SPOOR" --version > option
cmp long option
grep -c -x 'spoor [0-9][0-9]*[.][0-9][0-9]*[.][0-9][0-9]*\(-[a-z0-9.]*\)\{0,1\}' long
wc -l < long
