# SPDX-License-Identifier: ISC
# The story of testdata/incident, line by line: the spray, its success, reading and taking, the
# rules, the sending, the deletion. File times are put off: the lines themselves show the year.
cp -r "$TESTDATA/incident" .
find incident -type f -exec touch -d 1999-09-09 {} +
"$SPOOR" timeline incident
