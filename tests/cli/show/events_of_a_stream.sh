# SPDX-License-Identifier: ISC
# What events were read from, byte for byte, also out of gzip and tar.
cp "$TESTDATA/incident/mx1/mail.log.1" mail.log
gzip -nc mail.log > mail.log.gz
mkdir logs && cp mail.log logs/mail.log && tar cf logs.tar logs && gzip -n logs.tar
for input in mail.log mail.log.gz logs.tar.gz; do
	"$SPOOR" parse -q --year 2025 --tz UTC $input | "$SPOOR" show -q | cmp - mail.log && echo "$input: same"
done
"$SPOOR" show -q mail.log.gz | cmp - mail.log && echo "raw log: same"
