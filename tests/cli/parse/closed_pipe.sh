# SPDX-License-Identifier: ISC
# A reader that has enough ends the run quietly.
i=0
while [ $i -lt 12 ]; do
	if [ $i -eq 0 ]; then
		echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > part
	else
		cat part part > whole
		mv whole part
	fi
	i=$((i + 1))
done
cat part part part part part part part part > mail.log
{
	"$SPOOR" parse mail.log
	echo "exit $?" > code
} | head -n 1
cat code
