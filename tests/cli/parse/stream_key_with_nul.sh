# SPDX-License-Identifier: ISC
# \u0000 stays a byte; it ends no text.
echo '{"event.action":"login","user.name":"al\u0000ice","spoor.log.line":1}' | "$SPOOR" parse -q
