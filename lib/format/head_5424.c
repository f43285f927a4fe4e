/* SPDX-License-Identifier: ISC */
/* RFC 5424 behind its time. Daemons' file templates often leave out "<PRI>1 " before it. */
#include "base/scan.h"
#include "format/head.h"

static spoor_view dash_is_none(spoor_view word)
{
	return view_eq(word, VIEW("-")) ? view_of("", 0) : word;
}

/* [id name="value" …], several in a row, or "-". */
static bool scan_data(spoor_view *cursor, spoor_view *data_r)
{
	size_t at = 0;
	bool quoted = false;

	*data_r = view_of("", 0);
	if (scan_char(cursor, '-'))
		return true;
	if (cursor->len == 0 || cursor->ptr[0] != '[')
		return false;
	for (; at < cursor->len; at++) {
		char c = cursor->ptr[at];

		if (c == '\\' && quoted)
			at++;
		else if (c == '"')
			quoted = !quoted;
		else if (c == ']' && !quoted &&
			 (at + 1 == cursor->len || cursor->ptr[at + 1] != '['))
			break;
	}
	if (at >= cursor->len)
		return false;
	*data_r = view_head(*cursor, at + 1);
	*cursor = view_skip(*cursor, at + 1);
	return true;
}

bool head_scan_5424(spoor_view rest, struct head *head)
{
	spoor_view host;
	spoor_view program;
	spoor_view pid;
	spoor_view msgid;

	if (!scan_word(&rest, &host) || !scan_word(&rest, &program) ||
		!scan_word(&rest, &pid) || !scan_word(&rest, &msgid) ||
		!scan_data(&rest, &head->data))
		return false;
	scan_char(&rest, ' ');
	scan_literal(&rest, VIEW("\xef\xbb\xbf"));
	head->envelope.host = dash_is_none(host);
	head->envelope.ident = dash_is_none(program);
	head->envelope.pid = dash_is_none(pid);
	head->envelope.text = view_trim(rest);
	head->msgid = dash_is_none(msgid);
	return true;
}

/* The data's beginning: "-" alone, or "[" and a name. */
static bool data_follows(spoor_view rest)
{
	if (scan_char(&rest, '-'))
		return rest.len == 0 || rest.ptr[0] == ' ';
	return scan_char(&rest, '[') && rest.len &&
	       (is_alpha(rest.ptr[0]) || rest.ptr[0] == '_');
}

bool head_looks_5424(spoor_view rest)
{
	spoor_view host;
	spoor_view program;
	spoor_view pid;
	spoor_view msgid;
	int64_t number;

	if (!scan_word(&rest, &host) || host.ptr[host.len - 1] == ':' ||
		!scan_word(&rest, &program) || program.ptr[program.len - 1] == ':' ||
		!scan_word(&rest, &pid))
		return false;
	return (view_eq(pid, VIEW("-")) || view_number(pid, &number)) &&
	       scan_word(&rest, &msgid) && data_follows(rest);
}
