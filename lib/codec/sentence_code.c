/* SPDX-License-Identifier: ISC */
/*
 * Fragments are put in first, as text; what is left is groups in groups. A step that can be absent
 * goes on with the next alternative of the innermost group, or with the end of the sentence. Until
 * that place is known, the steps that want to go there form a chain through `otherwise`.
 */
#include "codec/sentence_code.h"

enum { FRAGMENTS_MOST = 64 };

#define NO_STEP UINT32_MAX

/* A group that is open; the outermost is the sentence. */
struct group {
	uint32_t absent; /* chain of steps of this alternative */
	uint32_t ends;   /* chain of the alternatives that went well */
};

struct compiler {
	struct buf *steps;
	struct group groups[SENTENCE_DEPTH];
	int depth;
};

static struct step *step_at(const struct compiler *compiler, uint32_t index)
{
	return (struct step *)(void *)compiler->steps->ptr + index;
}

static uint32_t count_steps(const struct compiler *compiler)
{
	return (uint32_t)(compiler->steps->len / sizeof(struct step));
}

static void add(struct compiler *compiler, const struct step *step)
{
	buf_add(compiler->steps, view_of((const char *)step, sizeof(*step)));
}

/* Adds a step that may go elsewhere, at the front of a chain. */
static void add_to(struct compiler *compiler, struct step *step, uint32_t *chain)
{
	step->otherwise = *chain;
	*chain = count_steps(compiler);
	add(compiler, step);
}

/* The steps of a chain go to the step that comes next. */
static void lead_here(struct compiler *compiler, uint32_t *chain)
{
	uint32_t here = count_steps(compiler);

	while (*chain != NO_STEP && !compiler->steps->failed) {
		struct step *step = step_at(compiler, *chain);

		*chain = step->otherwise;
		step->otherwise = here;
	}
}

static void fail(struct compiler *compiler)
{
	compiler->steps->failed = true;
}

/* ------------------------------------------------------------------ pieces */

/* Splits at the first of two marks that is there, and gives it; 0: none is. */
static char split_at(
	spoor_view text, char a, char b, spoor_view *head_r, spoor_view *tail_r)
{
	size_t at = view_find_either(text, a, b);

	*head_r = view_head(text, at);
	*tail_r = at < text.len ? view_skip(text, at + 1) : view_of("", 0);
	return at < text.len ? text.ptr[at] : 0;
}

/* "field=value" or "field!other". */
static void add_condition(struct compiler *compiler, spoor_view text)
{
	struct group *group = &compiler->groups[compiler->depth];
	struct step step = {.kind = STEP_IS};
	spoor_view name;
	spoor_view tail;

	if (split_at(text, '=', '!', &name, &tail) == '!') {
		step.kind = STEP_DIFFER;
		step.other_field = (uint8_t)field_find(tail);
	}
	step.field = (uint8_t)field_find(name);
	step.text = tail;
	add_to(compiler, &step, &group->absent);
}

/* "field", "field:format", "field noun". */
static void add_value(struct compiler *compiler, spoor_view text)
{
	struct group *group = &compiler->groups[compiler->depth];
	struct step step = {
		.kind = STEP_VALUE, .not_zero = text.len && text.ptr[0] == '+'};
	spoor_view name;
	spoor_view tail;
	char mark = split_at(view_skip(text, step.not_zero), ':', ' ', &name, &tail);

	step.field = (uint8_t)field_find(name);
	step.text = mark == ':' ? tail : view_of("", 0);
	step.other = mark == ' ' ? tail : view_of("", 0);
	add_to(compiler, &step, &group->absent);
}

static void add_place(struct compiler *compiler, spoor_view text)
{
	if (view_starts(text, VIEW("?")))
		add_condition(compiler, view_skip(text, 1));
	else
		add_value(compiler, text);
}

/* "opened/open". */
static void add_verb(struct compiler *compiler, spoor_view text)
{
	struct step step = {.kind = STEP_VERB};

	step.text = view_split(&text, '/');
	step.other = text;
	add(compiler, &step);
}

/* ------------------------------------------------------------------ groups */

static void open_group(struct compiler *compiler)
{
	if (compiler->depth + 1 == SENTENCE_DEPTH) {
		fail(compiler);
		return;
	}
	compiler->depth++;
	compiler->groups[compiler->depth] = (struct group){NO_STEP, NO_STEP};
	add(compiler,
		&(struct step){.kind = STEP_MARK, .depth = (uint8_t)compiler->depth});
}

/* Behind an alternative: those that went well leave the group, the others take back. */
static void end_alternative(struct compiler *compiler)
{
	struct group *group = &compiler->groups[compiler->depth];

	if (compiler->depth == 0) {
		fail(compiler);
		return;
	}
	add_to(compiler, &(struct step){.kind = STEP_GO}, &group->ends);
	lead_here(compiler, &group->absent);
	add(compiler,
		&(struct step){.kind = STEP_BACK, .depth = (uint8_t)compiler->depth});
}

static void close_group(struct compiler *compiler)
{
	end_alternative(compiler);
	if (compiler->depth > 0) {
		lead_here(compiler, &compiler->groups[compiler->depth].ends);
		compiler->depth--;
	}
}

/* ------------------------------------------------------------------ a template */

static bool is_mark(char c)
{
	return memchr("[]<>{}|", c, 7) != NULL;
}

/* Plain text, or what a bracket begins or ends. */
static void compile_piece(struct compiler *compiler, spoor_view *rest)
{
	char mark = rest->ptr[0];
	char close = mark == '<' ? '>' : '}';
	spoor_view inside;
	size_t end = 0;

	while (end < rest->len && !is_mark(rest->ptr[end]))
		end++;
	if (end) {
		add(compiler,
			&(struct step){.kind = STEP_TEXT, .text = view_head(*rest, end)});
		*rest = view_skip(*rest, end);
		return;
	}
	*rest = view_skip(*rest, 1);
	if (mark == '[') {
		open_group(compiler);
	} else if (mark == '|') {
		end_alternative(compiler);
	} else if (mark == ']') {
		close_group(compiler);
	} else {
		inside = view_split(rest, close);
		(mark == '<' ? add_verb : add_place)(compiler, inside);
	}
}

static void compile_text(struct compiler *compiler, spoor_view text)
{
	while (text.len && !compiler->steps->failed)
		compile_piece(compiler, &text);
	if (compiler->depth)
		fail(compiler);
	else
		lead_here(compiler, &compiler->groups[0].absent);
}

static spoor_view find_fragment(spoor_view name)
{
	const struct fragment *fragment;

	for (size_t i = 0; (fragment = sentence_fragment_at(i)); i++)
		if (view_eq(name, view_string(fragment->name)))
			return view_string(fragment->text);
	return view_of("", 0);
}

/* Puts a fragment in the place of the first "{@name}"; false: there is none. */
static bool put_fragment(struct arena *arena, spoor_view *text)
{
	size_t at = view_search(*text, VIEW("{@"));
	spoor_view rest = view_skip(*text, at);
	spoor_view fragment;
	spoor_view name;
	char *room;

	if (rest.len == 0)
		return false;
	name = view_skip(view_split(&rest, '}'), 2);
	fragment = find_fragment(name);
	room = arena_alloc(arena, at + fragment.len + rest.len + 1);
	if (!room) {
		*text = view_of("", 0);
		return false;
	}
	memcpy(room, text->ptr, at);
	memcpy(room + at, fragment.ptr, fragment.len);
	memcpy(room + at + fragment.len, rest.ptr, rest.len);
	*text = view_of(room, at + fragment.len + rest.len);
	return true;
}

static spoor_view expand(struct arena *arena, spoor_view text)
{
	for (int i = 0; i < FRAGMENTS_MOST && put_fragment(arena, &text); i++)
		continue;
	return text;
}

void sentence_compile(struct buf *steps, struct arena *arena, spoor_view text)
{
	struct compiler compiler = {.steps = steps, .groups[0] = {NO_STEP, NO_STEP}};

	compile_text(&compiler, expand(arena, text));
	compile_text(&compiler, expand(arena, VIEW("{@why}")));
	add(&compiler, &(struct step){.kind = STEP_END});
}
