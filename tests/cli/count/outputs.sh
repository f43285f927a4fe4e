# SPDX-License-Identifier: ISC
# Rows in every form that has rows; a spreadsheet runs none of them.
cat > access.log <<'END'
192.0.2.7 - =cmd|calc [29/Dec/2025:08:50:12 +0100] "GET / HTTP/1.1" 200 5858 "-" "a\tb, \"c\""
192.0.2.7 - - [29/Dec/2025:08:50:13 +0100] "GET / HTTP/1.1" 200 12 "-" "a\\b"
END
for form in tsv csv table json; do
	"$SPOOR" count -q -k -o $form -b user.name,user_agent.original -s http.response.body.bytes access.log
done
