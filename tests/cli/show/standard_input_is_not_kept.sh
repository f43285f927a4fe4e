# SPDX-License-Identifier: ISC
echo gone | "$SPOOR" parse -q | "$SPOOR" show
