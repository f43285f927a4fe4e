# SPDX-License-Identifier: ISC
# The counts are exact, and the same, also where the groups do not fit in memory.
awk 'BEGIN {
	for (i = 0; i < 30000; i++)
		printf "2025-12-09T08:%02d:%02d+00:00 mx1 cron[12]: (root) CMD (%d)\n", i / 600 % 60, i / 10 % 60, i
}' > mail.log
"$SPOOR" count -q --max-mem 1 -b spoor.log.line,@timestamp/1m -d host.name mail.log > spilled
"$SPOOR" count -q --max-mem 256 -b spoor.log.line,@timestamp/1m -d host.name mail.log > held
cmp spilled held && wc -l < spilled
cp mail.log mail.info
"$SPOOR" count --max-mem 1 -H -b host.name -d process.pid mail.log mail.info
for by in host.name spoor.log.line; do
	"$SPOOR" count -q --max-mem 1 -b $by mail.log mail.info > spilled
	"$SPOOR" count -q --max-mem 256 -b $by mail.log mail.info > held
	cmp spilled held
done
