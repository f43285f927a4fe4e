/* SPDX-License-Identifier: ISC */
/* Any bytes as an expression; one that compiles must also survive an event. */
#include "base/mem.h"
#include "codec/ndjson.h"

enum { ARENA_MOST = 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* At least one field of each type, single and multi-valued. */
static const char line[] =
	"{\"@timestamp\":\"2025-12-31T10:00:00.5Z\",\"event.type\":[\"creation\"],"
	"\"event.action\":\"account-change\",\"event.outcome\":\"failure\","
	"\"event.dataset\":\"dovecot.login\",\"host.name\":\"mx1\",\"process.pid\":25,"
	"\"user.name\":\"<Alice+x@example.org>\",\"source.ip\":\"2001:db8::7\","
	"\"destination.ip\":\"192.0.2.1\",\"tls.established\":true,"
	"\"url.original\":\"/mail/?_task=mail\",\"email.to.address\":[\"a@x\",\"b@x\"],"
	"\"spoor.smtp.delay\":0.05,\"log.file.path\":\"mail.log\",\"spoor.log.line\":1,"
	"\"event.original\":\"\xc3\xa9 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab \\u0000 \\\" "
	"\\\\ *\"}";

static void match(const struct spoor_filter *filter)
{
	struct spoor_event event;
	struct arena arena;

	arena_init(&arena, ARENA_MOST);
	event_clear(&event, &arena);
	if (ndjson_read(view_of(line, sizeof(line) - 1), &event) != NDJSON_FINE)
		__builtin_trap();
	spoor_filter_match(filter, &event);
	arena_deinit(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *expression = mem_copy_string((const char *)data, size);
	struct spoor_error error = {0};
	struct spoor_filter *filter;

	if (!expression)
		return 0;
	filter = spoor_filter_new(expression, &error);
	if (filter)
		match(filter);
	else if (error.status == SPOOR_OK || !error.text[0] || error.column > size + 1)
		__builtin_trap();
	spoor_filter_free(&filter);
	mem_free(expression);
	return 0;
}
