# SPDX-License-Identifier: ISC
# The line that is shown of a format is read by it: nothing of it is unparsed.
"$SPOOR" formats | awk 'NR % 2 == 1 {name = $1} NR % 2 == 0 {sub(/^ +/, ""); print > (name ".sample")}'
for sample in *.sample; do
	"$SPOOR" parse -q --year 2025 --tz UTC --format "${sample%.sample}" "$sample" > out || echo "$sample: exit $?"
	grep '"event.action":"unparsed"' out
done
set -- *.sample
[ $# -gt 10 ] && echo all read
