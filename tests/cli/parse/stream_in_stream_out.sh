# SPDX-License-Identifier: ISC
# An event stream is read as one, and comes out as it went in.
"$SPOOR" parse -q --year 2025 "$TESTDATA/syslog/heads.log" > once 2> notes
"$SPOOR" parse once > twice
"$SPOOR" parse -q - < twice > thrice
cmp once twice && cmp once thrice && echo same
wc -l < once
