# SPDX-License-Identifier: ISC
# An event with several values is in the group of each.
cat > events <<'END'
{"@timestamp":"2025-12-29T10:00:00Z","event.action":"mail-queue","event.dataset":"postfix.log","email.to.address":["a@example.org","b@example.org"],"spoor.log.line":1,"spoor.log.offset":0}
{"@timestamp":"2025-12-29T10:00:01Z","event.action":"mail-queue","event.dataset":"postfix.log","email.to.address":["a@example.org"],"spoor.log.line":2,"spoor.log.offset":220}
END
"$SPOOR" count -q -b email.to.address events
