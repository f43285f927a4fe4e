# SPDX-License-Identifier: ISC
# --tz HOST@ZONE and HOST@GLOB=ZONE: hosts of a central log in zones of their own. A host that
# --host names is that of the whole file.
show() { sed 's/.*"@timestamp":"\([^"]*\)".*"event.timezone":"\([^"]*\)".*"host.name":"\([^"]*\)".*/\3 \1 \2/'; }
cat > central.log <<'END'
Jul  1 12:00:00 mx1 cron[12]: one
Jul  1 12:00:00 mx2 cron[12]: two
Jul  1 12:00:00 MX1 cron[12]: three
Jul  1 12:00:00 web cron[12]: four
no head at all
END
echo '/var/log/mail.log:Jul  1 12:00:00 mx2 cron[12]: quoted by grep -H' > excerpt.log
set -- parse -q --year 2025 --tz mx1@+02:00 --tz 'mx2@central*=-05:00' --tz 'mx2@*=+09:00' --tz +01:00
"$SPOOR" "$@" central.log excerpt.log | show
"$SPOOR" "$@" --host 'central*=mx2' central.log | show
