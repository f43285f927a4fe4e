# SPDX-License-Identifier: ISC
# Ids of all hosts together fit no zone: each host's own do. Of a host without ids nothing is known.
cat > central.log <<'END'
Mar  1 09:00:00 mx1 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wF09T0MvoA/AAAIH>
Mar  1 03:01:00 mx2 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wOTQUkMvoA/AAAIH>
Mar  1 09:02:00 mx1 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wGtkVkMvoA/AAAIH>
Mar  1 03:03:00 mx2 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wPL3WUMvoA/AAAIH>
Mar  1 09:04:00 mx1 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wHmLXUMvoA/AAAIH>
Mar  1 03:05:00 mx2 dovecot: imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=77, TLS, session=<wAAfYUMvoA/AAAIH>
Mar  1 08:07:00 web cron[12]: nobody knows where
END
"$SPOOR" parse -q central.log |
	sed 's/.*"@timestamp":"\([^"]*\)".*"spoor.time.zone":"\([^"]*\)".*"host.name":"\([^"]*\)".*/\3 \1 \2/'
