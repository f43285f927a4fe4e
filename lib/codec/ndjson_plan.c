/* SPDX-License-Identifier: ISC */
/*
 * Most lines of a log are of a few kinds, and most bytes of an event are keys and constants. A
 * plan has these as runs of text; between them stand the values that differ from one event to
 * the next:
 *
 *	{"@timestamp": TIME ,"event.action":"login",…,"user.name":" TEXT ","source.ip":" TEXT "…}
 */
#include "codec/ndjson_plan.h"

#include "base/mem.h"

enum {
	PLANS = 64,
	STEPS = 28,
	PLAN_ROOM = 1024,
	SHORT_RUN = 64, /* bytes of a run that are copied without a look at its length */
	VALUE_ROOM = 2 * CHUNK + NDJSON_SMALL + SHORT_RUN /* around a value */
};

/* A run of text, and the value behind it. */
struct step {
	uint16_t start; /* of the run */
	uint16_t len;
	uint8_t field; /* FIELD_COUNT: none, the event ends here */
	uint8_t holds;
};

struct ndjson_plan {
	uint32_t shape; /* 0: none */
	uint32_t count;
	uint64_t has[EVENT_WORDS];
	uint64_t same[EVENT_WORDS];
	struct step steps[STEPS];
	char text[PLAN_ROOM + SHORT_RUN];
};

_Static_assert(FIELD_COUNT < 256, "`field` holds a byte");

/* ------------------------------------------------------------------ making */

/* A plan that is made. */
struct draft {
	struct ndjson_plan *plan;
	struct buf text;
	size_t start; /* of the run that is made */
};

static void end_run(struct draft *draft, size_t field, uint8_t holds)
{
	struct ndjson_plan *plan = draft->plan;

	if (plan->count == STEPS || draft->text.len > PLAN_ROOM) {
		draft->text.failed = true;
		return;
	}
	plan->steps[plan->count++] = (struct step){.start = (uint16_t)draft->start,
		.len = (uint16_t)(draft->text.len - draft->start),
		.field = (uint8_t)field,
		.holds = holds};
	draft->start = draft->text.len;
}

static void add_field(struct draft *draft, const struct spoor_event *event, size_t field,
	struct ndjson_cache *cache)
{
	const struct field_row *row = &field_rows[field];
	bool same = event->same[field / 64] >> (field % 64) & 1;

	buf_add(&draft->text, view_of(row->key, row->key_len));
	if (same) {
		ndjson_write_value(
			&draft->text, row, &event->values[event->at[field]], cache);
		return;
	}
	if (row->holds == HOLDS_TEXT)
		buf_add_char(&draft->text, '"');
	end_run(draft, field, row->holds);
	if (row->holds == HOLDS_TEXT)
		buf_add_char(&draft->text, '"');
}

static void make(struct ndjson_plan *plan, const struct spoor_event *event,
	struct ndjson_cache *cache)
{
	struct draft draft = {.plan = plan};

	buf_init(&draft.text, 2 * PLAN_ROOM);
	memcpy(plan->has, event->has, sizeof(plan->has));
	memcpy(plan->same, event->same, sizeof(plan->same));
	plan->count = 0;
	for (size_t word = 0; word < EVENT_WORDS; word++)
		for (uint64_t bits = event->has[word]; bits; bits &= bits - 1)
			add_field(&draft, event,
				word * 64 + (size_t)__builtin_ctzll(bits), cache);
	buf_add(&draft.text, VIEW("}\n"));
	end_run(&draft, FIELD_COUNT, 0);
	plan->shape = draft.text.failed ? 0 : event->shape;
	if (plan->shape) {
		draft.text.ptr[0] = '{'; /* the first key's comma */
		memcpy(plan->text, draft.text.ptr, draft.text.len);
	}
	buf_deinit(&draft.text);
}

void ndjson_cache_deinit(struct ndjson_cache *cache)
{
	mem_free(cache->plans);
	*cache = (struct ndjson_cache){.second_known = false};
}

static bool fits(const struct ndjson_plan *plan, const struct spoor_event *event)
{
	uint64_t differ = plan->shape ^ event->shape;

	for (size_t word = 0; word < EVENT_WORDS; word++)
		differ |= (plan->has[word] ^ event->has[word]) |
			  (plan->same[word] ^ event->same[word]);
	return differ == 0;
}

/* The plan for an event, made now if it is not there; NULL: there can be none. */
static const struct ndjson_plan *find_plan(
	const struct spoor_event *event, struct ndjson_cache *cache)
{
	struct ndjson_plan *plan;

	if (!cache->plans)
		cache->plans = mem_new(PLANS * sizeof(*cache->plans));
	if (!cache->plans)
		return NULL;
	plan = &cache->plans[(event->shape ^ event->shape >> 6) % PLANS];
	if (!fits(plan, event))
		make(plan, event, cache);
	return plan->shape ? plan : NULL;
}

/* ------------------------------------------------------------------ use */

/* `out` and `run` have room for SHORT_RUN bytes and more. */
ALWAYS_INLINE char *put_run(char *out, const char *run, size_t len)
{
	for (size_t i = 0; i < SHORT_RUN; i += CHUNK)
		store16(out + i, load16(run + i));
	if (len > SHORT_RUN)
		for (size_t i = SHORT_RUN; i < len; i += CHUNK)
			store16(out + i, load16(run + i));
	return out + len;
}

/* Writes a value with what needs more than a copy; NULL without memory. */
static char *write_slowly(struct buf *out, char *at, const struct step *step,
	const union value *value, struct ndjson_cache *cache)
{
	out->len = (size_t)(at - out->ptr);
	if (step->holds == HOLDS_TEXT)
		ndjson_write_inner(out, value->text);
	else
		ndjson_write_value(out, &field_rows[step->field], value, cache);
	return buf_reserve(out, PLAN_ROOM + VALUE_ROOM) ? out->ptr + out->len : NULL;
}

/* A value at `at`; NULL: it must be written slowly. `most`: the room for a text. */
ALWAYS_INLINE char *put_value(char *at, const struct step *step, const union value *value,
	ptrdiff_t most, struct reach reach, struct ndjson_cache *cache)
{
	if (step->holds == HOLDS_TEXT) {
		if ((ptrdiff_t)value->text.len > most ||
			copy_near(at, value->text, reach) != 0)
			return NULL;
		return at + value->text.len;
	}
	if (step->holds < HOLDS_TEXT)
		return put_small(at, step->holds, value, cache);
	return NULL;
}

bool ndjson_plan_write(
	struct buf *out, const struct spoor_event *event, struct ndjson_cache *cache)
{
	const struct ndjson_plan *plan = find_plan(event, cache);
	struct reach reach = reach_of(event->raw);
	size_t start = out->len;
	char *at;

	if (!plan || event->members.len || !buf_reserve(out, PLAN_ROOM + VALUE_ROOM))
		return false;
	at = out->ptr + start;
	for (const struct step *step = plan->steps;; step++) {
		const union value *value;
		char *next;

		at = put_run(at, plan->text + step->start, step->len);
		if (step->field == FIELD_COUNT)
			break;
		value = &event->values[event->at[step->field]];
		next = put_value(at, step, value,
			out->ptr + out->room - at - PLAN_ROOM - VALUE_ROOM, reach, cache);
		at = next ? next : write_slowly(out, at, step, value, cache);
		if (!at)
			return true; /* `out` has failed */
	}
	out->len = (size_t)(at - out->ptr);
	return true;
}
