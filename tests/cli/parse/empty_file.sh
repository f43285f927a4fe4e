# SPDX-License-Identifier: ISC
# No lines, no events, no trouble.
: > mail.log
"$SPOOR" parse mail.log
