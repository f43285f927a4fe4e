# SPDX-License-Identifier: ISC
# Copies keep the most that one file has; --unique keeps one. An event without a time is kept.
cat > mail.log <<'END'
2025-12-29T08:50:17.250+00:00 mx1 cron[12]: twice here
2025-12-29T08:50:17.250+00:00 mx1 cron[12]: twice here
2025-12-29T08:50:17.250+00:00 mx2 cron[12]: twice here
2025-12-29T08:50:18.000+00:00 mx1 cron[12]: twice here
no time
no time
END
echo 'Dec 29 08:50:17 mx1 cron[12]: twice here' > mail.info
show() { sed 's/.*"log.file.path":"\([^"]*\)","spoor.log.line":\([0-9]*\).*/\1:\2/'; }
"$SPOOR" sort --year 2025 --tz UTC mail.info mail.log | show
"$SPOOR" sort --year 2025 --tz UTC --unique mail.info mail.log | show
"$SPOOR" parse -q --year 2025 --tz UTC mail.info mail.log | "$SPOOR" sort -q -u | show
