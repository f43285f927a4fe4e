/* SPDX-License-Identifier: ISC */
/*
 * The fields of IIS's W3C log. A refused logon is 401.1 with a Windows error; 401.2 is the
 * challenge that comes before any logon.
 */
#include "base/scan.h"
#include "format/log_kinds.h"
#include "format/secret.h"
#include "format/weblog.h"

/* clang-format off */
enum {
	DATE, TIME, SERVER_IP, METHOD, STEM, QUERY, PORT, USER, CLIENT, AGENT, REFERRER,
	STATUS, SUBSTATUS, WIN32, TAKEN, SENT, RECEIVED, HOST, COOKIE, SITE, COMPUTER,
	VERSION, FORWARDED, ORIGINAL, URI
};

static const struct log_column columns[] = {
	{"date",            COLUMN_KEEP,         0},
	{"time",            COLUMN_KEEP,         0},
	{"s-ip",            COLUMN_ADDRESS,      FIELD_DESTINATION_IP},
	{"cs-method",       COLUMN_KEEP,         0},
	{"cs-uri-stem",     COLUMN_KEEP,         0},
	{"cs-uri-query",    COLUMN_KEEP,         0},
	{"s-port",          COLUMN_NUMBER,       FIELD_DESTINATION_PORT},
	{"cs-username",     COLUMN_KEEP,         0},
	{"c-ip",            COLUMN_KEEP,         0},
	{"cs(User-Agent)",  COLUMN_KEEP,         0},
	{"cs(Referer)",     COLUMN_KEEP,         0},
	{"sc-status",       COLUMN_KEEP,         0},
	{"sc-substatus",    COLUMN_NUMBER,       FIELD_IIS_SUBSTATUS},
	{"sc-win32-status", COLUMN_NUMBER,       FIELD_IIS_WIN32_STATUS},
	{"time-taken",      COLUMN_MILLISECONDS, 0},
	{"sc-bytes",        COLUMN_NUMBER,       FIELD_HTTP_RESPONSE_BYTES},
	{"cs-bytes",        COLUMN_NUMBER,       FIELD_SOURCE_BYTES},
	{"cs-host",         COLUMN_KEEP,         0},
	{"cs(Cookie)",      COLUMN_KEEP,         0},
	{"s-sitename",      COLUMN_EXTRA,        0},
	{"s-computername",  COLUMN_TEXT,         FIELD_HOST_NAME},
	{"cs-version",      COLUMN_KEEP,         0},
	{"X-Forwarded-For", COLUMN_KEEP,         0},
	{"OriginalIP",      COLUMN_KEEP,         0},
	{"cs-uri",          COLUMN_KEEP,         0},
};

static const struct kind_version versions[] = {
	{{UINT64_C(0x3ff) << 15, 0},                           15},
	{{UINT64_C(0x3ff) << 15 | UINT64_C(1) << REFERRER, 0}, 14},
};
/* clang-format on */

static bool scan_clock(spoor_view text, struct stamp *stamp_r)
{
	return scan_digits(&text, 2, &stamp_r->hour) && scan_char(&text, ':') &&
	       scan_digits(&text, 2, &stamp_r->minute) && scan_char(&text, ':') &&
	       scan_digits(&text, 2, &stamp_r->second) && text.len == 0 &&
	       stamp_r->hour < 24 && stamp_r->minute < 60 && stamp_r->second < 61;
}

static bool scan_date(spoor_view text, struct stamp *stamp_r)
{
	return scan_digits(&text, 4, &stamp_r->year) && scan_char(&text, '-') &&
	       scan_digits(&text, 2, &stamp_r->month) && scan_char(&text, '-') &&
	       scan_digits(&text, 2, &stamp_r->day) && text.len == 0 &&
	       stamp_r->year >= STAMP_YEAR_MIN && stamp_r->year <= STAMP_YEAR_MAX &&
	       stamp_fits_year(stamp_r, stamp_r->year);
}

/* Where rows have a time alone, "#Date" has the date; a time before its own is of the next day. */
static bool take_date(const struct header *header, struct stamp *stamp)
{
	struct stamp clock = *stamp;
	int64_t date;

	if (!header || !header->dated)
		return false;
	date = stamp_second(header->date);
	stamp_from_seconds(stamp, date);
	stamp->hour = clock.hour;
	stamp->minute = clock.minute;
	stamp->second = clock.second;
	if (stamp_seconds(stamp, stamp->year) < date)
		stamp_from_seconds(stamp, stamp_seconds(stamp, stamp->year) + 86400);
	return true;
}

static bool when(const struct row *row, struct moment *moment_r)
{
	struct stamp stamp = {.zoned = true};

	if (!scan_clock(row->cells[TIME], &stamp))
		return false;
	if (row->cells[DATE].len ? !scan_date(row->cells[DATE], &stamp)
				 : !take_date(row->header, &stamp))
		return false;
	clock_solve(&row->scene->clock, &stamp, moment_r);
	return true;
}

/* Cookies are what a session is known by: their values are tokens. */
static void add_cookies(const struct row *row)
{
	spoor_view rest = row->cells[COOKIE];
	char *room;

	while (rest.len) {
		spoor_view value = view_split(&rest, ';');
		spoor_view name = view_split(&value, '=');
		size_t blank = name.len && name.ptr[0] == '+';

		name = view_skip(name, blank);
		value = secret_token(row->scene->site, row->event, value);
		room = arena_room(row->event->arena, VIEW("cookie.").len + name.len);
		if (!room || name.len == 0)
			continue;
		memcpy(room, "cookie.", VIEW("cookie.").len);
		memcpy(room + VIEW("cookie.").len, name.ptr, name.len);
		arena_keep(row->event->arena, VIEW("cookie.").len + name.len);
		event_add_extra(
			row->event, view_of(room, VIEW("cookie.").len + name.len), value);
	}
}

static void read_row(const struct row *row)
{
	struct web_request request = {
		.client = row->cells[CLIENT],
		.forwarded = row->cells[FORWARDED].len ? row->cells[FORWARDED]
						       : row->cells[ORIGINAL],
		.user = row->cells[USER],
		.domain = row->cells[HOST],
		.method = row->cells[METHOD],
		.url = row_url(row,
			row->cells[STEM].len ? row->cells[STEM] : row->cells[URI],
			row->cells[QUERY]),
		.protocol = row->cells[VERSION],
		.referrer = row->cells[REFERRER],
		.agent = row->cells[AGENT],
		.status = row_status(row->cells[STATUS]),
	};

	request.client = view_head(request.client, view_find(request.client, '%'));
	web_set_request(row->scene->site, row->event, &request);
	add_cookies(row);
}

const struct log_kind log_kind_iis = {
	.dataset = "iis.access",
	.file_name = "u_ex",
	.is_w3c = true,
	.columns = columns,
	.column_count = COUNT(columns),
	.marks = {"time", "cs-method", "sc-status"},
	.versions = versions,
	.version_count = COUNT(versions),
	.when = when,
	.read = read_row,
};
