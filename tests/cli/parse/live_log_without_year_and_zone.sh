# SPDX-License-Identifier: ISC
# Lines of a live log are printed as they come, also where year and zone must be looked for: each
# is written only when the event of the one before it was seen.
mkfifo seen again log
log() {
	echo "Dec  9 08:50:1$1 mx1 cron[12]: line $1"
}
one_by_one() {
	log 1
	log "$(timeout 60 cat seen)"
	log "$(timeout 60 cat again)"
}
read_along() {
	read -r first
	echo 2 > seen &
	read -r second
	echo 3 > again &
	printf '%s\n%s\n' "$first" "$second"
	cat
}
echo 'standard input'
one_by_one | "$SPOOR" parse -q --year 2025 | read_along
echo 'standard input, nothing to look for'
one_by_one | "$SPOOR" parse -q --year 2025 --tz UTC | read_along
echo 'a named pipe'
one_by_one > log &
"$SPOOR" filter -q -o text '*' log | read_along
