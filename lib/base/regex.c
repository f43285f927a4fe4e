/* SPDX-License-Identifier: ISC */
#define PCRE2_CODE_UNIT_WIDTH 8

#include "regex.h"

#include "base/err.h"
#include "base/mem.h"

#include <pcre2.h>
#include <stdatomic.h>

/* Far above what an honest pattern needs on a line of 1 MiB, far below what hurts. */
enum { MATCH_LIMIT = 1000000, DEPTH_LIMIT = 10000, HEAP_LIMIT_KIB = 8192 };

struct regex {
	pcre2_code *code;
	pcre2_match_context *context;
	pcre2_match_data *data; /* for one match at a time; others make their own */
	atomic_flag busy;
	uint32_t names;
	uint32_t name_size;
	PCRE2_SPTR name_table; /* entries: two bytes of number, then the name */
};

static void say_compile_error(struct spoor_error *error, int code, size_t offset)
{
	PCRE2_UCHAR text[200];

	if (!error)
		return;
	pcre2_get_error_message(code, text, sizeof(text));
	ERR_SET(error, SPOOR_E_USAGE, "regular expression: ", (const char *)text);
	error->column = offset + 1;
}

struct regex *regex_new(spoor_view pattern, bool nocase, struct spoor_error *error)
{
	uint32_t options =
		PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | (nocase ? PCRE2_CASELESS : 0);
	struct regex *regex = mem_new(sizeof(*regex));
	int code = 0;
	size_t offset = 0;

	if (!regex)
		goto no_memory;
	regex->code = pcre2_compile(
		(PCRE2_SPTR)pattern.ptr, pattern.len, options, &code, &offset, NULL);
	if (!regex->code) {
		say_compile_error(error, code, offset);
		regex_free(&regex);
		return NULL;
	}
	pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
	regex->context = pcre2_match_context_create(NULL);
	regex->data = pcre2_match_data_create_from_pattern(regex->code, NULL);
	if (!regex->context || !regex->data)
		goto no_memory;
	pcre2_set_match_limit(regex->context, MATCH_LIMIT);
	pcre2_set_depth_limit(regex->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(regex->context, HEAP_LIMIT_KIB);
	pcre2_pattern_info(regex->code, PCRE2_INFO_NAMECOUNT, &regex->names);
	pcre2_pattern_info(regex->code, PCRE2_INFO_NAMEENTRYSIZE, &regex->name_size);
	pcre2_pattern_info(regex->code, PCRE2_INFO_NAMETABLE, (void *)&regex->name_table);
	return regex;
no_memory:
	ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
	regex_free(&regex);
	return NULL;
}

void regex_free(struct regex **regex)
{
	if (!*regex)
		return;
	pcre2_match_data_free((*regex)->data);
	pcre2_match_context_free((*regex)->context);
	pcre2_code_free((*regex)->code);
	mem_free(*regex);
	*regex = NULL;
}

/* The regex's own match data where nobody uses it, else new ones; NULL without memory. */
static pcre2_match_data *borrow(const struct regex *regex)
{
	if (!atomic_flag_test_and_set(&((struct regex *)regex)->busy))
		return regex->data;
	return pcre2_match_data_create_from_pattern(regex->code, NULL);
}

static void give_back(const struct regex *regex, pcre2_match_data *data)
{
	if (data == regex->data)
		atomic_flag_clear(&((struct regex *)regex)->busy);
	else
		pcre2_match_data_free(data);
}

static bool match(const struct regex *regex, spoor_view subject, pcre2_match_data *data)
{
	return data && pcre2_match(regex->code, (PCRE2_SPTR)subject.ptr, subject.len, 0,
			       0, data, regex->context) > 0;
}

bool regex_match(const struct regex *regex, spoor_view subject)
{
	pcre2_match_data *data = borrow(regex);
	bool found = match(regex, subject, data);

	give_back(regex, data);
	return found;
}

size_t regex_group_count(const struct regex *regex)
{
	return regex->names;
}

const char *regex_group_name(const struct regex *regex, size_t index)
{
	return (const char *)regex->name_table + index * regex->name_size + 2;
}

static void take_groups(const struct regex *regex, spoor_view subject,
	pcre2_match_data *data, spoor_view *groups_r)
{
	const PCRE2_SIZE *spans = pcre2_get_ovector_pointer(data);

	for (uint32_t i = 0; i < regex->names; i++) {
		PCRE2_SPTR entry = regex->name_table + i * regex->name_size;
		size_t number = (size_t)entry[0] << 8 | entry[1];

		groups_r[i] = view_of("", 0);
		if (spans[2 * number] != PCRE2_UNSET)
			groups_r[i] = view_of(subject.ptr + spans[2 * number],
				spans[2 * number + 1] - spans[2 * number]);
	}
}

bool regex_groups(const struct regex *regex, spoor_view subject, spoor_view *groups_r)
{
	pcre2_match_data *data = borrow(regex);
	bool found = match(regex, subject, data);

	if (found)
		take_groups(regex, subject, data, groups_r);
	give_back(regex, data);
	return found;
}
