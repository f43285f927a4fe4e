# SPDX-License-Identifier: ISC
# A write that fails is trouble, not success.
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > mail.log
for form in tsv csv table; do
	"$SPOOR" count -q -b host.name -o $form mail.log > /dev/full
	echo "exit $?"
done
"$SPOOR" count -b host.name mail.log > /dev/full
echo "exit $?"
