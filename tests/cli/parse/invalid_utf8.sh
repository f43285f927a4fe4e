# SPDX-License-Identifier: ISC
# Each maximal invalid part becomes U+FFFD, valid text around it stays.
printf '2025-12-09T08:50:17+00:00 mx1 cron[12]: a\377b\303(c\342\202d\303\244\n' | "$SPOOR" parse
