# SPDX-License-Identifier: ISC
# Standard input is read when nothing is named; here it is empty.
"$SPOOR" parse
