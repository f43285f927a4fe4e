# SPDX-License-Identifier: ISC
# Trouble with one input never stops the others.
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > a.log
cp a.log c.log
"$SPOOR" parse a.log b.log c.log
