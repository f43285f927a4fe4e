# SPDX-License-Identifier: ISC
for a in `ls`; do echo "$a"; done
