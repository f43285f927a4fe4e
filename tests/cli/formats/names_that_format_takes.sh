# SPDX-License-Identifier: ISC
# Two lines a format: its name and what it is, and one line of it. --format takes every name.
"$SPOOR" formats > list
awk 'NR % 2 == 1 {print $1}' list > names
awk 'NR % 2 == 0 && !/^ +[^ ]/ {print "no sample in line " NR}' list
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: (root) CMD (true)' > mail.log
while read -r name; do
	"$SPOOR" parse -q --format "$name" mail.log > out || echo "$name: exit $?"
done < names
grep -x -e dovecot -e dovecot-events -e postfix -e access names
sort names | uniq -d
"$SPOOR" parse --format morse mail.log
echo "exit $?"
