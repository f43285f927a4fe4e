# SPDX-License-Identifier: ISC
# A name that leads nowhere is said, with the place, and the exit code is 2.
"$SPOOR" parse nothing.log
