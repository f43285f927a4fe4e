# SPDX-License-Identifier: ISC
# Nothing of a log's reaches a terminal as it is.
command -v script > /dev/null || { echo "no script"; exit 77; }
printf 'title \033]0;x\007 end\n\302\233 c1\n' > log
script -qec "$SPOOR show -q log:1-2; $SPOOR show -q -o raw log:1" /dev/null | tr -d '\r'
