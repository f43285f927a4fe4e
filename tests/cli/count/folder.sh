# SPDX-License-Identifier: ISC
# A folder is counted as a whole.
mkdir logs
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > logs/a.log
echo '2025-12-09T08:50:18+00:00 mx2 cron[12]: (root) CMD (true)' > logs/b.log
"$SPOOR" count -b log.file.path,host.name logs
mkdir empty
"$SPOOR" count -b host.name empty
