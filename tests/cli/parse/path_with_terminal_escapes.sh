# SPDX-License-Identifier: ISC
# A path comes from an attacker: on standard error its control bytes are shown, not sent.
name=$(printf 'a\033]0;owned\007b.log')
"$SPOOR" parse "$name"
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > "$name"
"$SPOOR" parse -q "$name"
