# SPDX-License-Identifier: ISC
# Evidence comes as a zip file with a tar.gz of each server. What lies more than three deep is
# said to be an archive.
pack() { python3 "$TESTDATA/../tests/kit/pack.py" "$@"; }
line() { echo "2025-12-09T08:50:17+00:00 mx1 cron[12]: $1"; }
paths() { sed 's/.*"log.file.path":"\([^"]*\)".*: \(.*\)"}/\1: \2/'; }
line first > one
line second > two
pack mx1.tar.gz var/log/mail.log=one var/log/mail.log.1=two
pack mx2.tar mail.log=one
pack web.zip access.log=two
pack evidence.zip mx1.tar.gz=mx1.tar.gz mx2.tar=mx2.tar web.zip=web.zip
"$SPOOR" parse evidence.zip | paths
pack evidence.tar.xz mx1.tar.gz=mx1.tar.gz mx2.tar=mx2.tar web.zip=web.zip
"$SPOOR" parse -q evidence.tar.xz | paths
pack deep.tar a=evidence.zip
pack deeper.zip b=deep.tar
"$SPOOR" parse deep.tar | paths
"$SPOOR" parse -q deeper.zip > events
echo "exit $?"
