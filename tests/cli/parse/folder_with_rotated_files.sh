# SPDX-License-Identifier: ISC
# Rotated files are read from the oldest to the newest, each set by itself, folders after files.
line() { echo "2025-12-09T08:50:17+00:00 mx1 cron[12]: $1"; }
mkdir -p logs/old
line 'mail, newest' > logs/mail.log
line 'mail, one back' > logs/mail.log.1
line 'mail, two back' | gzip -n > logs/mail.log.2.gz
line 'mail, ten back' | gzip -n > logs/mail.log.10.gz
line 'auth, newest' > logs/auth.log
line 'auth, by date, older' > logs/auth.log-20251201
line 'auth, by date' > logs/auth.log-20251208
line 'inner' > logs/old/mail.log
"$SPOOR" parse logs | sed 's/.*"log.file.path":"\([^"]*\)".*: \(.*\)"}/\1: \2/'
