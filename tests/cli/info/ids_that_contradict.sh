# SPDX-License-Identifier: ISC
# What later ids say against the year that was taken is in the notes.
# The operator's year stands; what the queue ids say is said.
cat > mail.log <<'END'
Mar  1 08:00:00 mx1 postfix/smtpd[77]: 4Z4ctm009czCqt2: client=mail.example.org[192.0.2.7]
Mar  1 08:01:00 mx1 postfix/smtpd[77]: 4Z4cvw009czCqt2: client=mail.example.org[192.0.2.7]
Mar  1 08:02:00 mx1 postfix/smtpd[77]: 4Z4cx4009czCqt2: client=mail.example.org[192.0.2.7]
Mar  1 08:03:00 mx1 postfix/smtpd[77]: 4Z4cyD009czCqt2: client=mail.example.org[192.0.2.7]
END
"$SPOOR" info --year 2024 --tz UTC mail.log | cut -d '"' -f 4
