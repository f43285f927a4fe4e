# SPDX-License-Identifier: ISC
# It takes one command and no option but --help.
"$SPOOR" help cut count
echo "exit $?"
"$SPOOR" help --all
echo "exit $?"
"$SPOOR" help -h | head -n 1
