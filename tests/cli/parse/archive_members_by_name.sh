# SPDX-License-Identifier: ISC
# ARCHIVE!MEMBER is one member, or a folder of them. What is on the disk comes first.
pack() { python3 "$TESTDATA/../tests/kit/pack.py" "$@"; }
line() { echo "2025-12-09T08:50:17+00:00 mx1 cron[12]: $1"; }
try() {
	"$SPOOR" parse -q "$1" | sed 's/.*"log.file.path":"\([^"]*\)".*: \(.*\)"}/\1: \2/'
}
line first > one
line second > two
pack inner.zip x/a.log=one x/b.log=two
pack a.tar.gz var/log/mail.log=one var/log/mail.log.1=two other.log=one inner.zip=inner.zip
try 'a.tar.gz!var/log/mail.log.1'
try 'a.tar.gz!var/log'
try 'a.tar.gz!inner.zip!x/b.log'
try 'a.tar.gz!inner.zip'
try 'a.tar.gz!nothing'
try 'one!two'
try 'nothing!two'
line 'a file of that name' > 'a.tar.gz!other.log'
try 'a.tar.gz!other.log'
