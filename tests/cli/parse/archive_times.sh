# SPDX-License-Identifier: ISC
# A member's time helps to tell the year. A zip archive has local times of a zone that it does
# not say: they tell nothing, so that the zone of this machine does not matter.
pack() { python3 "$TESTDATA/../tests/kit/pack.py" "$@"; }
echo 'Nov 30 23:00:00 mx1 cron[12]: x' > log
pack a.tar mail.log=log
pack a.zip mail.log=log
"$SPOOR" parse -q --tz UTC a.tar
"$SPOOR" parse -q --tz UTC a.zip
TZ=Asia/Tokyo "$SPOOR" parse -q --tz UTC a.zip 2> /dev/null
