/* SPDX-License-Identifier: ISC */
/*
 * The elements of a login process's line (login_log_format_elements):
 *
 *	user=<alice>, method=PLAIN, rip=192.0.2.7, lip=198.51.100.1, mpid=77, TLS, session=<S>
 *
 * Their order is the operator's choice, and the user is the attacker's: he may call himself
 * "a>, rip=203.0.113.9, x=<y". So elements are taken from the left up to the user and from the
 * right down to him; each once, and only those that we know; what is left between is the user.
 */
#include "dovecot.h"

#include "base/scan.h"

enum element_kind { KIND_TEXT, KIND_NUMBER, KIND_ADDRESS, KIND_MASTER, KIND_EXTRA };

struct element_row {
	const char *key;
	enum element_kind kind;
	enum field field;
};

/* clang-format off */
static const struct element_row rows[] = {
	{"method=",        KIND_TEXT,    FIELD_AUTH_METHOD},
	{"rip=",           KIND_ADDRESS, FIELD_SOURCE_IP},
	{"lip=",           KIND_ADDRESS, FIELD_DESTINATION_IP},
	{"mpid=",          KIND_NUMBER,  FIELD_DOVECOT_MPID},
	{"session=",       KIND_TEXT,    FIELD_SESSION_ID},
	{"rport=",         KIND_NUMBER,  FIELD_SOURCE_PORT},
	{"lport=",         KIND_NUMBER,  FIELD_DESTINATION_PORT},
	{"auth_user=",     KIND_MASTER,  FIELD_USER_NAME},
	{"master_user=",   KIND_MASTER,  FIELD_USER_NAME},
	{"master=",        KIND_MASTER,  FIELD_USER_NAME},
	{"orig_user=",     KIND_EXTRA,   FIELD_EXTRA},
	{"original_user=", KIND_EXTRA,   FIELD_EXTRA},
	{"login_user=",    KIND_EXTRA,   FIELD_EXTRA},
	{"real_rip=",      KIND_EXTRA,   FIELD_EXTRA},
	{"real_lip=",      KIND_EXTRA,   FIELD_EXTRA},
	{"real_rport=",    KIND_EXTRA,   FIELD_EXTRA},
	{"real_lport=",    KIND_EXTRA,   FIELD_EXTRA},
	{"local_name=",    KIND_EXTRA,   FIELD_EXTRA},
	{"listener=",      KIND_EXTRA,   FIELD_EXTRA},
	{"service=",       KIND_EXTRA,   FIELD_EXTRA},
	{"protocol=",      KIND_EXTRA,   FIELD_EXTRA},
	{"domain=",        KIND_EXTRA,   FIELD_EXTRA},
	{"username=",      KIND_EXTRA,   FIELD_EXTRA},
	{"secured=",       KIND_EXTRA,   FIELD_EXTRA},
	{"ssl=",           KIND_EXTRA,   FIELD_EXTRA},
	{"tls=",           KIND_EXTRA,   FIELD_EXTRA},
	{"cipher=",        KIND_EXTRA,   FIELD_EXTRA},
	{"ssl_ja3=",       KIND_EXTRA,   FIELD_EXTRA},
	{"ssl_ja3_hash=",  KIND_EXTRA,   FIELD_EXTRA},
	{"ja3=",           KIND_EXTRA,   FIELD_EXTRA},
	{"ja3_hash=",      KIND_EXTRA,   FIELD_EXTRA},
	{"pid=",           KIND_EXTRA,   FIELD_EXTRA},
	{"id=",            KIND_EXTRA,   FIELD_EXTRA},
};
/* clang-format on */

enum { SEEN_TLS = 62, SEEN_CIPHER = 63 };

_Static_assert(COUNT(rows) <= SEEN_TLS, "`seen` has a bit for each row");

struct elements {
	struct spoor_event *event;
	spoor_view master;
	uint64_t seen;
};

/* False: an element of that kind was there before. */
static bool first_of(struct elements *elements, size_t kind)
{
	uint64_t bit = UINT64_C(1) << kind;
	bool first = !(elements->seen & bit);

	elements->seen |= bit;
	return first;
}

/* "TLS", "TLS: REASON", "TLS handshaking: REASON". */
static bool take_tls(struct elements *elements, spoor_view item)
{
	bool handshaking;

	if (!scan_literal(&item, VIEW("TLS")))
		return false;
	handshaking = scan_literal(&item, VIEW(" handshaking"));
	if ((item.len && !scan_literal(&item, VIEW(": "))) ||
		!first_of(elements, SEEN_TLS))
		return false;
	event_set_flag(elements->event, FIELD_TLS_ESTABLISHED, !handshaking);
	event_set_text(elements->event, FIELD_ERROR_MESSAGE, item);
	return true;
}

/* "TLSv1.3 with cipher NAME (256/256 bits)". */
static bool take_cipher(struct elements *elements, spoor_view item)
{
	enum { VERSION_MOST = 16 };
	spoor_view version =
		view_head(item, item.len < VERSION_MOST ? item.len : VERSION_MOST);
	spoor_view cipher;

	if (!view_has(version, ' ') || !scan_word(&item, &version) ||
		!scan_literal(&item, VIEW("with cipher ")) ||
		!scan_word(&item, &cipher) || !first_of(elements, SEEN_CIPHER))
		return false;
	event_set_text(elements->event, FIELD_TLS_VERSION, version);
	event_set_text(elements->event, FIELD_TLS_CIPHER, cipher);
	return true;
}

static const struct element_row *find_row(spoor_view item)
{
	if (item.len == 0 || item.ptr[0] < 'a') /* "TLS" */
		return NULL;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (dovecot_starts(item, rows[i].key))
			return &rows[i];
	return NULL;
}

static void set_value(struct elements *elements, const struct element_row *row,
	spoor_view key, spoor_view value)
{
	switch (row->kind) {
	case KIND_ADDRESS:
		event_set_address(elements->event, row->field,
			view_head(value, view_find(value, ' ')));
		break;
	case KIND_NUMBER:
		event_set_digits(elements->event, row->field, value);
		break;
	case KIND_TEXT:
		event_set_text(elements->event, row->field, value);
		break;
	case KIND_MASTER:
		elements->master = value;
		break;
	case KIND_EXTRA:
		if (value.len)
			event_add_extra(elements->event, key, value);
		break;
	}
}

/* What stands behind a value's comma and is no element of its own: kept as it is. */
static void keep_rest(struct spoor_event *event, spoor_view rest)
{
	spoor_view key = view_split(&rest, '=');

	if (rest.len)
		event_add_extra(event, view_trim(key), rest);
}

/* "KEY=VALUE"; what stands behind a comma in the value is kept by itself. */
static bool take_pair(struct elements *elements, spoor_view item)
{
	const struct element_row *row = find_row(item);
	spoor_view key;
	spoor_view value;

	if (!row || !first_of(elements, (size_t)(row - rows)))
		return false;
	key = view_head(item, strlen(row->key) - 1);
	item = view_skip(item, key.len + 1);
	value = view_split(&item, ',');
	set_value(elements, row, key, view_unwrap(value, '<', '>'));
	keep_rest(elements->event, item);
	return true;
}

/* Takes one element; false: it is none that we know, or one of that kind was there before. */
static bool take(struct elements *elements, spoor_view item)
{
	scan_blanks(&item);
	return take_pair(elements, item) || take_tls(elements, item) ||
	       take_cipher(elements, item) || view_eq(item, VIEW("secured")) ||
	       view_eq(item, VIEW("trusted"));
}

/* Up to the user, or to the end. */
static spoor_view take_from_left(struct elements *elements, spoor_view rest)
{
	while (rest.len && !view_starts(rest, VIEW("user=<"))) {
		spoor_view item = view_split(&rest, ',');

		if (!take(elements, item))
			keep_rest(elements->event, item);
		scan_blanks(&rest);
	}
	return rest;
}

static size_t without_blanks(spoor_view text, size_t end)
{
	while (end && text.ptr[end - 1] == ' ')
		end--;
	return end;
}

/* Down to the user; a reason of OpenSSL's may hold commas, so that what is no element belongs
 * to the one before it, unless it ends like the user. */
static spoor_view take_from_right(struct elements *elements, spoor_view rest)
{
	size_t end = without_blanks(rest, rest.len);
	size_t cut = end;

	for (;;) {
		size_t comma = view_find_last(view_head(rest, cut), ',');
		spoor_view item;

		if (comma == cut)
			break;
		item = view_of(rest.ptr + comma + 1, end - comma - 1);
		cut = comma;
		if (take(elements, item))
			end = cut = without_blanks(rest, comma);
		else if (view_ends(item, VIEW(">")))
			break;
	}
	return view_head(rest, end);
}

static void set_users(struct elements *elements, spoor_view user)
{
	struct spoor_event *event = elements->event;

	if (elements->master.len && !view_eq(elements->master, user)) {
		event_set_text(event, FIELD_USER_NAME, elements->master);
		event_set_text(event, FIELD_USER_EFFECTIVE_NAME, user);
	} else {
		dovecot_set_user(event, user);
	}
}

void dovecot_read_elements(struct spoor_event *event, spoor_view elements)
{
	struct elements state = {.event = event, .master = view_of("", 0)};
	spoor_view user = take_from_left(&state, elements);
	size_t end;

	if (!scan_literal(&user, VIEW("user=<")))
		return;
	user = take_from_right(&state, user);
	end = view_find_last(user, '>');
	if (end < user.len)
		keep_rest(event, view_skip(user, end + 1));
	set_users(&state, view_head(user, end));
}

static bool is_element(spoor_view text)
{
	return view_starts(text, VIEW("user=<")) || find_row(text);
}

size_t dovecot_find_elements(spoor_view text, bool last)
{
	size_t found = text.len;
	size_t at = 0;

	for (;;) {
		at = dovecot_colon(text, at);
		if (at == text.len)
			return found;
		if (is_element(view_skip(text, at + 2))) {
			found = at;
			if (!last)
				return found;
		}
		at += 2;
	}
}
