# SPDX-License-Identifier: ISC
# What somebody adds in between goes through as it stands.
echo '{"case":"IR-7","@timestamp":"2025-12-09T08:50:17Z","event.action":"login","tags":["a","b\u0041"],"spoor.log.line":1,"score":1.50,"known":true,"gone":null}' |
	"$SPOOR" parse -q
