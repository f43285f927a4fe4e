# SPDX-License-Identifier: ISC
# A write that fails is trouble; a reader that has enough is none.
"$SPOOR" formats > /dev/full
echo "exit $?"
"$SPOOR" formats >&-
echo "exit $?"
{
	"$SPOOR" formats
	echo "exit $?" > code
} | head -n 1 > line
cat code
wc -l < line
