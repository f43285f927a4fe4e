# SPDX-License-Identifier: ISC
echo here > there
"$SPOOR" show -o json there:1
