# SPDX-License-Identifier: ISC
# Commas and quotes are quoted as RFC 4180 says. A cell that a spreadsheet would run gets a quote in
# front, a number does not, and neither do names.
cat > access.log <<'END'
192.0.2.7 - =cmd|calc [29/Dec/2025:08:50:12 +0100] "GET /a,b?x=\"q\" HTTP/1.1" 200 5858 "-" "=HYPERLINK(\"http://example.net\")"
192.0.2.8 - -alice [29/Dec/2025:08:50:13 +0100] "GET /tab\there HTTP/1.1" 404 12 "-" "+1 (x; y)"
2001:db8::1 - '@alice [29/Dec/2025:08:50:14 +0100] "GET /back\\slash\n HTTP/1.1" 200 7 "-" "\x1b[31mred, \xff"
END

"$SPOOR" cut -q -o csv -f @timestamp,user.name,url.original,user_agent.original,http.response.body.bytes access.log
