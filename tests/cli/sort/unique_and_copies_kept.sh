# SPDX-License-Identifier: ISC
"$SPOOR" sort --unique --keep-copies /dev/null
