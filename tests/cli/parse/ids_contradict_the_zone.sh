# SPDX-License-Identifier: ISC
# From the fourth line on the clock is another; two ids that say so are not enough. Events stay.
cat > mail.log <<'END'
Mar  1 09:00:00 mx1 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wF09T0MvoA/AAAIH>
Mar  1 09:01:00 mx1 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wOTQUkMvoA/AAAIH>
Mar  1 09:02:00 mx1 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wGtkVkMvoA/AAAIH>
Mar  1 10:03:00 mx1 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wPL3WUMvoA/AAAIH>
Mar  1 10:04:00 mx1 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wHmLXUMvoA/AAAIH>
Mar  1 10:05:00 mx1 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wAAfYUMvoA/AAAIH>
Mar  1 10:06:00 mx1 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wIeyZEMvoA/AAAIH>
END
"$SPOOR" parse --year 2025 --tz +01:00 mail.log | cut -d '"' -f 4
head -n 5 mail.log | "$SPOOR" parse -q --year 2025 --tz +01:00 | wc -l
