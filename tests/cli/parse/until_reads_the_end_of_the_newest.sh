# SPDX-License-Identifier: ISC
# The newest file has none behind it: its last lines must be late too, or it is read.
line() { echo "2025-$1T12:00:00+00:00 mx1 cron[12]: of $1"; }
mkdir good odd
for folder in good odd; do line 03-01 > $folder/mail.log.1; line 12-01 > $folder/mail.log; done
line 12-02 >> good/mail.log
line 03-02 >> odd/mail.log
for folder in good odd; do "$SPOOR" parse --until 2025-03-03 $folder | wc -l; done
