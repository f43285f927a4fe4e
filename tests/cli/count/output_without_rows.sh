# SPDX-License-Identifier: ISC
# What prints whole events has no rows, and what is no output is said.
for form in ecs raw timesketch morse; do
	"$SPOOR" count -o $form -b user.name nothing.log
	echo "exit $?"
done
