# SPDX-License-Identifier: ISC
# Nothing to read is no trouble.
mkdir -p logs/inner
"$SPOOR" parse logs
