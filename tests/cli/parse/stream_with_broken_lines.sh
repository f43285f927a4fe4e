# SPDX-License-Identifier: ISC
# A line of a stream that is no event is one that says so; the lines around it stand.
good='{"@timestamp":"2025-12-09T08:50:17Z","event.action":"login","event.dataset":"dovecot.log","log.file.path":"mail.log","spoor.log.line":1,"spoor.log.offset":0}'
cat > stream <<END
$good
{"event.action":"login","spoor.log.line":2
not json at all

{"event.action":"login","event.action":"login","spoor.log.line":3}
{"event.action":"dance","spoor.log.line":4}
{"event.action":"login"}
{"event.action":"login","spoor.log.line":"six"}
{"event.action":"login","spoor.log.line":99999999999999999999}
{"event.action":"login","spoor.log.line":8,"user":{"name":"alice"}}
{"event.action":"login","spoor.log.line":9} trailing
$good
END
"$SPOOR" parse stream
