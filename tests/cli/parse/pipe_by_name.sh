# SPDX-License-Identifier: ISC
# A pipe with a name, as shells make one for <(…), can be read but once: nothing of it is lost.
mkfifo log
for command in parse 'timeline -o json' 'sort'; do
	cat "$TESTDATA/postfix/before_2_3.log" > log &
	# shellcheck disable=SC2086 # a command and its options
	"$SPOOR" $command -q --year 2025 --tz UTC log > events
	echo "$command: $(wc -l < events) events of $(wc -l < "$TESTDATA/postfix/before_2_3.log") lines"
done
