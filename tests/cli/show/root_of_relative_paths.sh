# SPDX-License-Identifier: ISC
# The stream was made in another folder.
mkdir -p case/logs && echo 'what it says' > case/logs/a.log
(cd case && "$SPOOR" parse -q logs) > events
"$SPOOR" show events
"$SPOOR" show --root case events
