# SPDX-License-Identifier: ISC
# A pipe, a link that leads nowhere and a link to a folder are named, not waited for.
mkdir logs other
mkfifo logs/pipe
ln -s nowhere logs/broken
ln -s ../other logs/folder
ln -s loop logs/loop
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > logs/mail.log
"$SPOOR" parse logs
