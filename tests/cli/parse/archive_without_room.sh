# SPDX-License-Identifier: ISC
# Where there is no room for a temporary file, members are reached the slow way, with the same
# result.
pack() { python3 "$TESTDATA/../tests/kit/pack.py" "$@"; }
line() { echo "2025-12-09T08:50:17+00:00 mx1 cron[12]: $1"; }
line first > one
line second > two
pack inner.tar.gz x.log=one y.log=two
pack a.tar.gz mail.log.1=one mail.log=two inner.tar.gz=inner.tar.gz
"$SPOOR" parse -q a.tar.gz > want
TMPDIR=/nonexistent "$SPOOR" parse -q a.tar.gz | cmp - want
"$SPOOR" parse -q -j 2 a.tar.gz | cmp - want
grep -c event.action want
