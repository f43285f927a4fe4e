# SPDX-License-Identifier: ISC
# A write that fails is trouble; a reader that has enough is none.
"$SPOOR" version > /dev/full
echo "exit $?"
"$SPOOR" version >&-
echo "exit $?"
{
	"$SPOOR" version
	echo "exit $?" > code
} | head -n 1 > line
cat code
wc -l < line
