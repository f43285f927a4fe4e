# SPDX-License-Identifier: ISC
"$SPOOR" completion fish
