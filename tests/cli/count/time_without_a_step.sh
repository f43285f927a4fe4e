# SPDX-License-Identifier: ISC
# A time is never a group of its own, and only a time has a step.
for by in @timestamp @timestamp/ @timestamp/0m @timestamp/15 @timestamp/15w @timestamp/367d user.name/1h; do
	"$SPOOR" count -b $by nothing.log
	echo "exit $?"
done
