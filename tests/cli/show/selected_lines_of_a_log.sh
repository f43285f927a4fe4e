# SPDX-License-Identifier: ISC
# A log as it is will do: grep that understands, with lines around.
cat > mail.log <<'LOG'
2025-03-01T10:00:00Z mx postfix/smtpd[7]: connect from unknown[192.0.2.1]
2025-03-01T10:00:01Z mx dovecot: imap-login: Login: user=<ann>, method=PLAIN, rip=192.0.2.9, lip=192.0.2.2, mpid=5, TLS, session=<a>
2025-03-01T10:00:02Z mx postfix/smtpd[7]: disconnect from unknown[192.0.2.1] commands=0/0
LOG
"$SPOOR" show -o text -C 1 --where 'event.action: login' mail.log
