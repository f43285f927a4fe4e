# SPDX-License-Identifier: ISC
seq -f '2025-03-01T10:00:00Z mx cron[7]: %g' 1 40000 > log
"$SPOOR" info -j 1 -o json log > one && "$SPOOR" info -j 4 -o json log 2> /dev/null | cmp - one && echo same
