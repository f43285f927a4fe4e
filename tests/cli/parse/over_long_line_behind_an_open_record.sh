# SPDX-License-Identifier: ISC
# A record that may go on over several lines ends before a line that is too long to be kept.
{
	echo '2025/12/29 08:50:17 [error] 7#7: *42 FastCGI sent in stderr: "PHP message: PHP Fatal error'
	head -c 1100000 /dev/zero | tr '\0' x
	echo
} > error.log
"$SPOOR" parse --tz UTC error.log | cut -c 1-90
