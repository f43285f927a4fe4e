# SPDX-License-Identifier: ISC
# Beside fields there are the sentence, and the time in a zone of yours.
"$SPOOR" cut -q --out-tz Europe/Paris -f datetime_local,datetime,timestamp_desc,message "$TESTDATA/dovecot-events/login.log"
