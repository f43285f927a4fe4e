# SPDX-License-Identifier: ISC
# A reader that has enough ends the run quietly.
i=0
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > mail.log
while [ $i -lt 15 ]; do
	cat mail.log mail.log > twice
	mv twice mail.log
	i=$((i + 1))
done
{
	"$SPOOR" cut -f host.name,message mail.log
	echo "exit $?" > code
} | head -n 1
cat code
