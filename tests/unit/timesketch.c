/* SPDX-License-Identifier: ISC */
#include "events.h"

static void an_event_has_the_three_columns_and_its_fields(void **state)
{
	const struct asked asked = {.output = "timesketch"};

	(void)state;
	assert_prints(&asked,
		EVENT("login",
			",\"@timestamp\":\"2025-12-31T21:40:00.123456789Z\","
			"\"event.outcome\":\"failure\",\"event.dataset\":\"dovecot.log\","
			"\"user.name\":\"Alice@example.org\",\"source.ip\":\"192.0.2.1\","
			"\"spoor.auth.attempts\":3,\"tls.established\":true"),
		"{\"message\":\"Alice@example.org failed to log in from 192.0.2.1, 3 "
		"attempts\","
		"\"datetime\":\"2025-12-31T21:40:00.123456+00:00\","
		"\"timestamp_desc\":\"Login Time\","
		"\"@timestamp\":\"2025-12-31T21:40:00.123456789Z\",\"event.kind\":"
		"\"event\","
		"\"event.category\":[\"authentication\"],\"event.type\":[\"start\"],"
		"\"event.action\":\"login\",\"event.outcome\":\"failure\","
		"\"event.module\":\"dovecot\",\"event.dataset\":\"dovecot.log\","
		"\"user.name\":\"Alice@example.org\",\"user.email\":\"Alice@example."
		"org\","
		"\"spoor.user.key\":\"alice@example.org\","
		"\"related.user\":[\"Alice@example.org\"],\"source.ip\":\"192.0.2.1\","
		"\"spoor.source.network\":\"192.0.2.0/"
		"24\",\"related.ip\":[\"192.0.2.1\"],"
		"\"tls.established\":true,\"spoor.auth.attempts\":3,\"spoor.log.line\":1}"
		"\n");
}

static void an_event_without_a_time_keeps_its_place_and_says_so(void **state)
{
	const struct asked asked = {.output = "timesketch", .fields = {"@timestamp"}};
	const char *const lines[] = {
		EVENT("unparsed", ""),
		EVENT("logout", ",\"@timestamp\":\"2025-12-31T21:40:00.5Z\""),
		EVENT("unparsed", ""),
		NULL,
	};
	char *text = print_events(&asked, lines);

	(void)state;
	assert_string_equal(text,
		"{\"message\":\"Not "
		"understood\",\"datetime\":\"1970-01-01T00:00:00+00:00\","
		"\"timestamp_desc\":\"Time unknown (line order)\"}\n"
		"{\"message\":\"A client ended a session\","
		"\"datetime\":\"2025-12-31T21:40:00.5+00:00\",\"timestamp_desc\":"
		"\"Logout Time\","
		"\"@timestamp\":\"2025-12-31T21:40:00.5Z\"}\n"
		"{\"message\":\"Not "
		"understood\",\"datetime\":\"2025-12-31T21:40:00+00:00\","
		"\"timestamp_desc\":\"Time unknown (line order)\"}\n");
	free(text);
}

static void columns_can_be_chosen(void **state)
{
	const struct asked asked = {.output = "timesketch",
		.fields = {"source.ip", "message", "datetime_local", "email.to.address",
			"labels.score", "labels.case"},
		.zone = "+01:00"};

	(void)state;
	assert_prints(&asked,
		EVENT("login", ",\"@timestamp\":\"2025-12-31T21:40:00Z\","
			       "\"source.ip\":\"192.0.2.1\",\"labels.case\":\"A\\\"1\","
			       "\"labels.score\":-5"),
		"{\"message\":\"A client at 192.0.2.1 logged in\","
		"\"datetime\":\"2025-12-31T21:40:00+00:00\",\"timestamp_desc\":\"Login "
		"Time\","
		"\"source.ip\":\"192.0.2.1\",\"datetime_local\":\"2025-12-31T22:40:00+01:"
		"00\","
		"\"labels.score\":-5,\"labels.case\":\"A\\\"1\"}\n");
}

static void keys_of_others_pass_and_never_stand_twice(void **state)
{
	const struct asked asked = {.output = "timesketch"};

	(void)state;
	assert_prints(&asked,
		EVENT("unparsed", ",\"message\":\"x\",\"case\":[1,\"\\u00e9\"],"
				  "\"datetime\":5,\"timestamp_desc\":null"),
		"{\"message\":\"Not "
		"understood\",\"datetime\":\"1970-01-01T00:00:00+00:00\","
		"\"timestamp_desc\":\"Time unknown (line "
		"order)\",\"event.kind\":\"event\","
		"\"event.action\":\"unparsed\",\"spoor.log.line\":1,\"labels.message\":"
		"\"x\","
		"\"case\":[1,\"\\u00e9\"],\"labels.datetime\":5,"
		"\"labels.timestamp_desc\":null}\n");
}

static void any_event_is_json(void **state)
{
	const struct asked asked = {.output = "timesketch"};

	(void)state;
	assert_json_of_all_fields(&asked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_has_the_three_columns_and_its_fields),
		cmocka_unit_test(an_event_without_a_time_keeps_its_place_and_says_so),
		cmocka_unit_test(columns_can_be_chosen),
		cmocka_unit_test(keys_of_others_pass_and_never_stand_twice),
		cmocka_unit_test(any_event_is_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
