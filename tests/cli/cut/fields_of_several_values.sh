# SPDX-License-Identifier: ISC
# Values stand in one cell, joined by ";". One in a value is written out, so that cutting there always
# gives the values.
cat > events <<'END'
{"@timestamp":"2025-12-29T10:00:00Z","event.action":"mail-queue","event.dataset":"postfix.log","email.to.address":["a@example.org","b;c@example.org"],"spoor.log.line":1,"spoor.log.offset":0}
END
"$SPOOR" cut -q -f email.to.address events
"$SPOOR" cut -q -H -o csv -f email.to.address events
"$SPOOR" cut -q -H -o table -f email.to.address events
"$SPOOR" cut -q -H -f related.ip,event.category,event.type "$TESTDATA/dovecot-events/login.log" | head -n 1
