# SPDX-License-Identifier: ISC
# --manifest says what was read, with the SHA-256 of every file as it is stored: to be checked by
# sha256sum. It is the same in every run, and whatever the number of threads.
pack() { python3 "$TESTDATA/../tests/kit/pack.py" "$@"; }
line() { echo "2025-12-09T08:50:17+00:00 mx1 cron[12]: $1"; }
line one > mail.log
line second > two
cp mail.log in.log
pack mail.log.1.gz two
pack logs.tar.gz a.log=mail.log b.log=two
head -c 60 mail.log.1.gz > cut.log.gz
echo 'no log' > other.log
"$SPOOR" parse -q --proxy 192.0.2.1,192.0.2.2 --manifest out.json mail.log mail.log.1.gz logs.tar.gz \
	cut.log.gz other.log nothing.log - < in.log > events
echo "exit $?"
sed 's/"\(sha256\|size\)":.*/"\1": …/' out.json
python3 - <<'END' | sha256sum -c
import json
for row in json.load(open('out.json'))['inputs']:
    if 'sha256' in row:
        print(row['sha256'] + '  ' + row['path'].replace('-', 'in.log'))
END
cp out.json first.json
"$SPOOR" parse -q -j 2 --proxy 192.0.2.1,192.0.2.2 --manifest out.json mail.log mail.log.1.gz \
	logs.tar.gz cut.log.gz other.log nothing.log - < in.log 2> /dev/null | cmp - events
grep -v '"command"' out.json > second
grep -v '"command"' first.json | cmp - second
