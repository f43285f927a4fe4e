# SPDX-License-Identifier: ISC
printf 'one\ntwo' > short
: > empty
"$SPOOR" show short:2-5 short:9 short:10 empty:1
