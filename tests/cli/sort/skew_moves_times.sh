# SPDX-License-Identifier: ISC
# --skew: a host whose clock was wrong takes its place; the event says by how much it was moved.
show() { sed 's/.*"@timestamp":"\([^"]*\)".*"log.file.path":"\([^"]*\)".*/\1 \2/'; }
printf 'Dec 29 08:50:%s mx1 cron[12]: x\n' 10 12 > mx1.log
printf 'Dec 29 08:50:%s mx2 cron[12]: x\n' 48 50 > mx2.log
set -- sort -q --year 2025 --tz UTC mx1.log mx2.log
"$SPOOR" "$@" | show
"$SPOOR" "$@" --skew 'mx2*=-37' | show
"$SPOOR" "$@" --skew 'mx2*=-37' | "$SPOOR" cut -q -f spoor.time.skew
"$SPOOR" "$@" --skew 'mx2*=-37' --since 2025-12-29T08:50:11Z --until 2025-12-29T08:50:12Z | show
"$SPOOR" "$@" --skew 1h
