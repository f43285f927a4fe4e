# SPDX-License-Identifier: ISC
# A key that another program put into the stream is a column by the name labels.*; all else of
# unknown name is refused.
cat > events <<'END'
{"@timestamp":"2025-12-29T10:00:00Z","event.action":"login","event.dataset":"x.y","user.name":"alice","spoor.log.line":1,"spoor.log.offset":0,"labels.case":"A-7","labels.score":-3,"labels.tags":["a","b"]}
{"@timestamp":"2025-12-29T10:00:01Z","event.action":"login","event.dataset":"x.y","user.name":"bob","spoor.log.line":2,"spoor.log.offset":99,"labels.case":null}
END
"$SPOOR" cut -q -o csv -f user.name,labels.case,labels.score,labels.tags events
