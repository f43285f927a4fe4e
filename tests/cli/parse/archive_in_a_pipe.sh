# SPDX-License-Identifier: ISC
# An archive in a pipe is not unfolded; that is said, and how it can be.
pack() { python3 "$TESTDATA/../tests/kit/pack.py" "$@"; }
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: x' > log
for name in a.tar a.tar.gz a.zip; do
	pack "$name" mail.log=log
	"$SPOOR" parse -q < "$name" > events
	echo "$name: exit $?"
done
