# SPDX-License-Identifier: ISC
# Beside the count: how many different values, and how much. What an event lacks adds nothing.
"$SPOOR" count -q -b event.action -d user.name,email.to.address -s spoor.mail.bytes,spoor.smtp.nrcpt "$TESTDATA/dovecot-events/mail_delivered_and_sent.log"
