# SPDX-License-Identifier: ISC
# spoor help COMMAND prints what COMMAND --help prints, for every command that is listed.
"$SPOOR" help | sed -n 's/^  \([a-z]*\)  *.*/\1/p' > names
while read -r name; do
	"$SPOOR" help "$name" > asked || echo "$name: exit $?"
	"$SPOOR" "$name" --help > long || echo "$name: exit $?"
	"$SPOOR" "$name" -h > short || echo "$name: exit $?"
	cmp asked long
	cmp asked short
	grep -q "^usage: spoor $name \[OPTION …\]" asked || echo "$name: no usage"
	grep -q '^  -h, --help ' asked || echo "$name: its help names no help"
done < names
grep -x -e parse -e cut -e help names
