# SPDX-License-Identifier: ISC
# An archive gives what the folder gives that it was made of, in the same order, whatever it is
# packed by; members may be packed themselves, and the name does not matter.
pack() { python3 "$TESTDATA/../tests/kit/pack.py" "$@"; }
line() { echo "2025-12-09T08:50:17+00:00 mx1 cron[12]: $1"; }
mkdir -p logs/old
line 'mail, newest' > logs/mail.log
line 'mail, one back' > logs/mail.log.1
line 'mail, two back' > plain && pack logs/mail.log.2.gz plain
line 'mail, three back' > plain && pack logs/mail.log.3.xz plain
line 'mail, ten back' > plain && pack logs/mail.log.10.bz2 plain
line 'auth, newest' > logs/auth.log
line 'inner' > logs/old/mail.log
"$SPOOR" parse -q logs > want
set --
for file in old/mail.log mail.log mail.log.1 auth.log mail.log.10.bz2 mail.log.2.gz mail.log.3.xz; do
	set -- "$@" "logs/$file=logs/$file"
done
for name in a.tar a.tar.gz a.tar.xz a.tar.bz2 a.zip; do
	pack "$name" "$@"
	mv "$name" a.log
	"$SPOOR" parse -q a.log | sed 's/a.log!//' | cmp - want && echo "$name: the same"
done
sed 's/.*"log.file.path":"\([^"]*\)".*: \(.*\)"}/\1: \2/' want
