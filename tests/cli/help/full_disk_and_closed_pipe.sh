# SPDX-License-Identifier: ISC
# A write that fails is trouble; a reader that has enough is none.
"$SPOOR" help > /dev/full
echo "exit $?"
"$SPOOR" help >&-
echo "exit $?"
{
	"$SPOOR" help
	echo "exit $?" > code
} | head -n 1 > line
cat code
wc -l < line
