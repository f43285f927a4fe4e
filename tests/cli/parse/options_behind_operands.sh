# SPDX-License-Identifier: ISC
# Options may stand anywhere; behind -- all are operands, also a name that begins like an option.
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > -q
"$SPOOR" parse -- -q
"$SPOOR" parse ./-q -q
