# SPDX-License-Identifier: ISC
# The rest is shown all the same.
echo here > there
"$SPOOR" show gone:3 there:1
