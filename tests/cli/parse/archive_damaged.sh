# SPDX-License-Identifier: ISC
# What is wrong with an archive or a member is said and counted; the rest goes on.
pack() { python3 "$TESTDATA/../tests/kit/pack.py" "$@"; }
i=0
while [ $i -lt 40 ]; do
	echo "2025-12-09T08:50:17+00:00 mx1 cron[12]: $i"
	i=$((i + 1))
done > log
set -- a.log=log b.log=log c.log=log
pack a.tar "$@"
pack a.tar.gz "$@"
pack a.zip "$@"
cut() { # FILE BYTES: all but so many at its end
	head -c "$(($(wc -c < "$1") - $2))" "$1" > "cut.$1"
}
poke() { # FILE OFFSET: the byte there becomes another
	cp "$1" "bad.$1"
	printf '\125' | dd of="bad.$1" bs=1 seek="$2" conv=notrunc 2> dd.err
}
try() {
	"$SPOOR" parse -q "$1" > events
	echo "$1: exit $?"
	sed 's/.*"log.file.path":"\([^"]*\)".*/\1/' events | sort | uniq -c
}
head -c 6000 a.tar > cut.a.tar # in the last member
try cut.a.tar
head -c 5200 a.tar > cut.a.tar # in its head
try cut.a.tar
head -c 5120 a.tar > end.tar # behind the second one
try end.tar
poke a.tar 2570 # the head of the second one
try bad.a.tar
cut a.tar.gz 100
try cut.a.tar.gz
poke a.tar.gz "$(($(wc -c < a.tar.gz) - 6))" # the checksum
try bad.a.tar.gz
cut a.zip 100 # the list
try cut.a.zip
head -c 300 a.zip > end.zip # the second member
try end.zip
poke a.zip 80 # the first member
try bad.a.zip
python3 - <<'END'
data = open('a.zip', 'rb').read()
for at in (8, data.rfind(b'PK\1\2') + 10):
    data = data[:at] + b'\x63' + data[at + 1:]
open('method.zip', 'wb').write(data)
END
try method.zip
