# SPDX-License-Identifier: ISC
# A key that stands twice is refused, also when its first value is empty and says nothing.
"$SPOOR" parse -q <<'END'
{"event.action":"login","spoor.log.line":1}
{"event.action":"login","user.name":"","user.name":"bob","spoor.log.line":1}
{"event.action":"login","spoor.extra":[],"spoor.extra":["a=b"],"spoor.log.line":1}
{"event.action":"login","user.name":"","spoor.log.line":1}
END
