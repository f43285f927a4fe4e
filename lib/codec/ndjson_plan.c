/* SPDX-License-Identifier: ISC */
/*
 * Most lines of a log are of a few kinds, and most bytes of an event are keys and constants. A
 * plan has these as runs of text; between them stand the values that differ from one event to
 * the next:
 *
 *	{"@timestamp": TIME ,"event.action":"login",…,"user.name":" TEXT ","source.ip":" TEXT "…}
 */
#include "base/mem.h"
#include "codec/ndjson_plan.h"

enum {
	SET_BITS = 5,
	WAYS = 4,
	PLANS = WAYS << SET_BITS,
	STEPS = 28,
	CONSTANTS = 16,
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
	struct event_bits bits;
	uint32_t constants;
	uint8_t constant_fields[CONSTANTS];
	spoor_view constant_texts[CONSTANTS];
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

/* The plan is only for events that have the same text there. */
static void note_constant(
	struct draft *draft, const struct spoor_event *event, size_t field)
{
	struct ndjson_plan *plan = draft->plan;

	if (plan->constants == CONSTANTS) {
		draft->text.failed = true;
		return;
	}
	plan->constant_fields[plan->constants] = (uint8_t)field;
	plan->constant_texts[plan->constants++] = event->values[event->at[field]].text;
}

static void add_field(struct draft *draft, const struct spoor_event *event, size_t field,
	struct ndjson_cache *cache)
{
	const struct field_row *row = &field_rows[field];
	uint64_t bit = field_bit((enum field)field);

	if (event->bits.constant[field / 64] & bit)
		note_constant(draft, event, field);
	buf_add(&draft->text, view_of(row->key, row->key_len));
	if ((event->bits.same[field / 64] | event->bits.constant[field / 64]) & bit) {
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
	plan->bits = event->bits;
	plan->count = 0;
	plan->constants = 0;
	for (size_t word = 0; word < EVENT_WORDS; word++)
		for (uint64_t bits = event->bits.has[word]; bits; bits &= bits - 1)
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

static bool has_constants(const struct ndjson_plan *plan, const struct spoor_event *event)
{
	bool differ = false;

	for (uint32_t i = 0; i < plan->constants; i++) {
		spoor_view text = event->values[event->at[plan->constant_fields[i]]].text;

		differ |= text.ptr != plan->constant_texts[i].ptr;
		differ |= text.len != plan->constant_texts[i].len;
	}
	return !differ;
}

static bool fits(const struct ndjson_plan *plan, const struct spoor_event *event)
{
	return plan->shape == event->shape &&
	       memcmp(&plan->bits, &event->bits, sizeof(plan->bits)) == 0 &&
	       has_constants(plan, event);
}

/* The plans of an event's kind stand side by side. */
static struct ndjson_plan *set_of(
	const struct spoor_event *event, struct ndjson_plan *plans)
{
	uint64_t hash = (uint64_t)event->shape << 8 ^ (uint64_t)event->action;

	for (size_t word = 0; word < EVENT_WORDS; word++)
		hash = (hash ^ event->bits.has[word]) * UINT64_C(0x9e3779b97f4a7c15);
	return &plans[(hash >> (64 - SET_BITS)) * WAYS];
}

/* The plan for an event, made now if it is not there; NULL: there can be none. */
static const struct ndjson_plan *find_plan(
	const struct spoor_event *event, struct ndjson_cache *cache)
{
	struct ndjson_plan *set;

	if (!cache->plans)
		cache->plans = mem_new(PLANS * sizeof(*cache->plans));
	if (!cache->plans)
		return NULL;
	set = set_of(event, cache->plans);
	for (size_t way = 0; way < WAYS; way++)
		if (fits(&set[way], event))
			return &set[way];
	set += cache->turn++ % WAYS;
	make(set, event, cache);
	return set->shape ? set : NULL;
}

/* ------------------------------------------------------------------ use */

/* `out` and `run` have room for SHORT_RUN bytes and more. */
ALWAYS_INLINE char *put_run(char *out, const char *run, size_t len)
{
	memcpy(out, run, SHORT_RUN);
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

/* A list of one text; NULL: it has special bytes. */
ALWAYS_INLINE char *put_only(char *at, spoor_view text, struct reach reach)
{
	memcpy(at, "[\"", 2);
	if (copy_near(at + 2, text, reach) != 0)
		return NULL;
	memcpy(at + 2 + text.len, "\"]", 2);
	return at + text.len + 4;
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
	if (step->holds == HOLDS_LIST && value->list.count == 1 &&
		(ptrdiff_t)value->list.at[0].len <= most &&
		field_rows[step->field].info.type <= SPOOR_ADDRESS)
		return put_only(at, value->list.at[0], reach);
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
