# SPDX-License-Identifier: ISC
# A byte-order mark, CR LF, NUL, bad UTF-8, a last line without end, a long line: nothing is
# lost or added.
{
	printf '\357\273\277first\r\n\r\nnul \000 and \377\n'
	head -c 300000 /dev/zero | tr '\0' x
	printf '\nlast'
} > odd
"$SPOOR" parse -q odd | "$SPOOR" show -q | cmp - odd && echo same
"$SPOOR" show -q odd:5 && echo
head -c 3145728 /dev/zero | tr '\0' x > long
"$SPOOR" show -q long | cmp - long && echo same
"$SPOOR" filter -q 'event.dataset: spoor.bom' odd | "$SPOOR" show -q | od -An -tx1
