# SPDX-License-Identifier: ISC
# An error in the midst of reading is trouble, and says what the system says.
if [ ! -e /proc/self/mem ]; then
	echo 'no /proc'
	exit 77
fi
"$SPOOR" parse /proc/self/mem
