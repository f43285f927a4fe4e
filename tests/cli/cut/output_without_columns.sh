# SPDX-License-Identifier: ISC
# Only tables can be cut; what has no columns, and what is no output, is said.
for form in json ecs text raw timesketch morse; do
	"$SPOOR" cut -o $form -f user.name nothing.log
	echo "exit $?"
done
