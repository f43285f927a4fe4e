# SPDX-License-Identifier: ISC
# spoor help COMMAND prints what COMMAND --help prints, for every command that is listed.
"$SPOOR" help | sed -n 's/^  \([a-z]*\)  *.*/\1/p' > names
while read -r name; do
	"$SPOOR" help "$name" > help || echo "$name: exit $?"
	"$SPOOR" "$name" --help > long || echo "$name: exit $?"
	"$SPOOR" "$name" -h > short || echo "$name: exit $?"
	cmp help long
	cmp help short
	grep -q "^usage: spoor $name \[OPTION …\]" help || echo "$name: no usage"
	grep -q '^  -h, --help ' help || echo "$name: its help names no help"
done < names
grep -x -e parse -e cut -e help names
