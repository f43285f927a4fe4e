# SPDX-License-Identifier: ISC
# A stream says where its lines were; what begins elsewhere now is not shown for it.
cat > mail.log <<'LOG'
2025-03-01T10:00:00Z mx postfix/smtpd[7]: connect from unknown[192.0.2.1]
2025-03-01T10:00:01Z mx postfix/smtpd[7]: lost connection after CONNECT from unknown[192.0.2.1]
2025-03-01T10:00:02Z mx postfix/smtpd[7]: disconnect from unknown[192.0.2.1] commands=0/0
LOG
"$SPOOR" parse -q mail.log > events
sed -i '1s/connect from/connection from/' mail.log
"$SPOOR" show events
sed -i 3d mail.log
"$SPOOR" show -q events
