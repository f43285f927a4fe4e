# SPDX-License-Identifier: ISC
# What events were read from, byte for byte, also out of gzip and tar.
cp "$TESTDATA/dovecot/login_failed_2_4.log" mail.log 2> /dev/null ||
	cp "$(ls "$TESTDATA"/dovecot/*.log | head -n 1)" mail.log
gzip -nc mail.log > mail.log.gz
mkdir logs && cp mail.log logs/mail.log && tar cf logs.tar logs && gzip -n logs.tar
for input in mail.log mail.log.gz logs.tar.gz; do
	"$SPOOR" parse -q --year 2025 --tz UTC $input | "$SPOOR" show -q | cmp - mail.log && echo "$input: same"
done
"$SPOOR" show -q mail.log.gz | cmp - mail.log && echo "raw log: same"
