# SPDX-License-Identifier: ISC
# What exists and cannot be opened, by root neither: a link to itself.
ln -s loop.log loop.log
"$SPOOR" parse loop.log
