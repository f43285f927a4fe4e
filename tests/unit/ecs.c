/* SPDX-License-Identifier: ISC */
#include "events.h"

static void no_name_is_both_a_value_and_an_object(void **state)
{
	(void)state;
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		spoor_view leaf = view_string(spoor_field_at(i)->name);

		for (size_t j = 0; j < FIELD_COUNT; j++) {
			spoor_view name = view_string(spoor_field_at(j)->name);

			assert_false(name.len > leaf.len && name.ptr[leaf.len] == '.' &&
				     view_starts(name, leaf));
		}
	}
}

static void an_event_is_nested_with_its_derived_fields(void **state)
{
	const struct asked asked = {.output = "ecs"};

	(void)state;
	assert_prints(&asked,
		EVENT("mail-send",
			",\"@timestamp\":\"2025-12-31T21:40:00.5Z\",\"event.outcome\":"
			"\"success\","
			"\"event.dataset\":\"postfix.mail\",\"user.name\":\"alice@"
			"example.org\","
			"\"user.target.name\":\"bob\",\"source.ip\":\"2001:db8::1\","
			"\"email.to.address\":[\"a@example.net\",\"b@example.net\"],"
			"\"spoor.smtp.delay\":0.40,\"spoor.smtp.nrcpt\":2,"
			"\"tls.established\":false,\"spoor.log.lines\":2"),
		"{\"ecs\":{\"version\":\"9.0.0\"},"
		"\"message\":\"alice@example.org handed in a message to a@example.net, "
		"b@example.net from 2001:db8::1\","
		"\"@timestamp\":\"2025-12-31T21:40:00.5Z\","
		"\"email\":{\"to\":{\"address\":[\"a@example.net\",\"b@example.net\"]}},"
		"\"event\":{\"action\":\"mail-send\",\"category\":[\"email\"],"
		"\"dataset\":\"postfix.mail\",\"kind\":\"event\",\"module\":\"postfix\","
		"\"outcome\":\"success\",\"type\":[\"info\"]},"
		"\"related\":{\"ip\":[\"2001:db8::1\"],"
		"\"user\":[\"alice@example.org\",\"bob\"]},"
		"\"source\":{\"ip\":\"2001:db8::1\"},"
		"\"spoor\":{\"log\":{\"line\":1,\"lines\":2},"
		"\"smtp\":{\"delay\":0.40,\"nrcpt\":2},"
		"\"source\":{\"network\":\"2001:db8::/48\"},"
		"\"user\":{\"key\":\"alice@example.org\"}},"
		"\"tls\":{\"established\":false},"
		"\"user\":{\"email\":\"alice@example.org\",\"name\":\"alice@example."
		"org\","
		"\"target\":{\"name\":\"bob\"}}}\n");
}

static void stated_and_constant_types_stand_together(void **state)
{
	const struct asked asked = {.output = "ecs"};

	(void)state;
	assert_prints(&asked, EVENT("account-change", ",\"event.type\":[\"creation\"]"),
		"{\"ecs\":{\"version\":\"9.0.0\"},\"message\":\"A client created an "
		"account\","
		"\"event\":{\"action\":\"account-change\",\"category\":[\"iam\"],"
		"\"kind\":\"event\",\"type\":[\"creation\",\"user\"]},"
		"\"spoor\":{\"log\":{\"line\":1}}}\n");
}

static void attachments_are_a_list_of_objects(void **state)
{
	const struct asked asked = {.output = "ecs"};

	(void)state;
	assert_prints(&asked,
		EVENT("unparsed",
			",\"email.attachments.file.name\":[\"a.doc\",\"b\\\"\"],"
			"\"email.local_id\":\"X\""),
		"{\"ecs\":{\"version\":\"9.0.0\"},\"message\":\"Not understood\","
		"\"email\":{\"attachments\":[{\"file\":{\"name\":\"a.doc\"}},"
		"{\"file\":{\"name\":\"b\\\"\"}}],\"local_id\":\"X\"},"
		"\"event\":{\"action\":\"unparsed\",\"kind\":\"event\"},"
		"\"spoor\":{\"log\":{\"line\":1}}}\n");
}

static void keys_of_others_pass_and_never_stand_twice(void **state)
{
	const struct asked asked = {.output = "ecs"};

	(void)state;
	assert_prints(&asked,
		EVENT("unparsed", ",\"labels.team\":\"red\",\"user\":\"x\",\"message\":1,"
				  "\"ecs\":null,\"case\":[1,2],\"e\\u0063s.x\":true"),
		"{\"ecs\":{\"version\":\"9.0.0\"},\"message\":\"Not understood\","
		"\"event\":{\"action\":\"unparsed\",\"kind\":\"event\"},"
		"\"spoor\":{\"log\":{\"line\":1}},\"labels.team\":\"red\","
		"\"labels.user\":\"x\",\"labels.message\":1,\"labels.ecs\":null,"
		"\"case\":[1,2],\"e\\u0063s.x\":true}\n");
}

static void any_event_is_json(void **state)
{
	const struct asked asked = {.output = "ecs"};

	(void)state;
	assert_json_of_all_fields(&asked);
}

/* The path of each value, with points between the keys, is the name of its field. */
static void every_value_stands_under_its_name(void **state)
{
	const struct asked asked = {.output = "ecs"};
	struct spoor_event *event = malloc(sizeof(*event));
	struct arena arena;

	(void)state;
	arena_init(&arena, 1 << 24);
	for (int field = 0; field < FIELD_COUNT; field++) {
		const struct spoor_field_info *info = spoor_field_at((size_t)field);
		spoor_view rest = view_string(info->name);
		const char *at;
		char *text;

		if (info->derived || field == FIELD_EVENT_ACTION)
			continue;
		event_clear(event, &arena);
		event_set_action(event, ACTION_UNPARSED);
		set_any(event, (enum field)field, VIEW("value"));
		at = text = print_event(&asked, event);
		while (rest.len) {
			spoor_view part = view_split(&rest, '.');
			char key[64];

			snprintf(key, sizeof(key), "\"%.*s\":", (int)part.len, part.ptr);
			at = strstr(at, key);
			assert_non_null(at);
			at += strlen(key);
		}
		free(text);
	}
	arena_deinit(&arena);
	free(event);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_name_is_both_a_value_and_an_object),
		cmocka_unit_test(an_event_is_nested_with_its_derived_fields),
		cmocka_unit_test(stated_and_constant_types_stand_together),
		cmocka_unit_test(attachments_are_a_list_of_objects),
		cmocka_unit_test(keys_of_others_pass_and_never_stand_twice),
		cmocka_unit_test(any_event_is_json),
		cmocka_unit_test(every_value_stands_under_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
