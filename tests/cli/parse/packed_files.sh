# SPDX-License-Identifier: ISC
# A packed file is a source under its own name, from a pipe too.
pack() { python3 "$TESTDATA/../tests/kit/pack.py" "$@"; }
echo '2025-12-09T08:50:17+00:00 mx1 cron[12]: one' > mail.log
echo '2025-12-09T08:50:18+00:00 mx1 cron[12]: two' >> mail.log
pack mail.log.xz mail.log
pack mail.log.bz2 mail.log
base64 -d > mail.log.zst <<'END'
KLUv/QRY3QEAFAMyMDI1LTEyLTA5VDA4OjUwOjE3KzAwOjAwIG14MSBjcm9uWzEyXTogb25lCjh0d28KAgDgE3yeKgNq+p
gR
END
for kind in xz bz2 zst; do
	"$SPOOR" parse -q "mail.log.$kind" | sed 's/.*"log.file.path":"\([^"]*\)".*: \(.*\)"}/\1: \2/'
	"$SPOOR" parse -q < "mail.log.$kind" | grep -c event.action
	cat "mail.log.$kind" "mail.log.$kind" > twice
	"$SPOOR" parse -q twice | grep -c event.action
done
