# SPDX-License-Identifier: ISC
# Names out of logs reach nobody raw; more than 64 different ones are not listed.
printf '2025-03-01T10:00:00Z \033[31mx cron[7]: one\n' > log
seq -f '2025-03-01T10:00:00Z host%g cron[7]: one' 1 100 >> log
"$SPOOR" info -q log | grep hosts | cut -c 1-60
"$SPOOR" info -q -o json log | sed 's/.*"hosts":\["\([^"]*\)".*"\([^"]*\)"\],"hosts.events":\[\(.*\)\],"year.proofs.*/\1 \2 \3/'
printf '2025-03-01T10:00:00Z mx\033[31m cron[7]: one\n' > log
"$SPOOR" info -q log | grep -E 'hosts|kinds'
