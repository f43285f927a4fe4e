/* SPDX-License-Identifier: ISC */
/* From places to their bytes: file by file, each opened, read once and compared with what was said
 * of it. */
#include <spoor.h>

#include "base/err.h"
#include "base/mem.h"
#include "input/unfold.h"
#include "input/walk.h"
#include "stream/extract.h"
#include "stream/messages.h"

#include <stdlib.h>
#include <sys/stat.h>

struct spoor_originals {
	struct wanted_list list;
	uint64_t context;
	bool begun;
	struct walk walk;
	const struct walk_item **sorted; /* the walk's, by path */
	size_t next;                     /* place whose file is not opened yet */
	const struct wanted_file *file;  /* the one that is open */
	struct extract extract;
	uint64_t last; /* line of the file that was given, or a part of it; 0: none yet */
	uint64_t end;  /* … up to this byte */
	bool given;    /* anything was, of any file */
	struct messages messages;
};

struct spoor_originals *spoor_originals_new(
	const struct spoor_originals_options *options, struct spoor_error *error)
{
	struct spoor_originals *originals = mem_new(sizeof(*originals));

	if (!originals) {
		ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
		return NULL;
	}
	wanted_init(&originals->list, options->root);
	originals->context = options->context;
	return originals;
}

void spoor_originals_free(struct spoor_originals **originals)
{
	if (!*originals)
		return;
	extract_end(&(*originals)->extract);
	messages_deinit(&(*originals)->messages);
	mem_free((*originals)->sorted);
	walk_deinit(&(*originals)->walk);
	wanted_deinit(&(*originals)->list);
	mem_free(*originals);
	*originals = NULL;
}

static enum spoor_status added(const struct spoor_originals *originals)
{
	const struct wanted_list *list = &originals->list;

	return list->texts.failed || list->files.failed || list->places.failed
		       ? SPOOR_E_NOMEM
		       : SPOOR_OK;
}

enum spoor_status spoor_originals_add_place(
	struct spoor_originals *originals, const char *place)
{
	if (!wanted_add_text(&originals->list, view_string(place)))
		return SPOOR_E_USAGE;
	return added(originals);
}

enum spoor_status spoor_originals_add(
	struct spoor_originals *originals, const struct spoor_event *event)
{
	wanted_add_event(&originals->list, event);
	return added(originals);
}

/* ------------------------------------------------------------------ finding the files */

static int by_path(const void *a, const void *b)
{
	const struct walk_item *left = *(const struct walk_item *const *)a;
	const struct walk_item *right = *(const struct walk_item *const *)b;
	int order = strcmp(left->path, right->path);

	return order ? order : left < right ? -1 : left > right;
}

static const struct walk_item *find_item(
	const struct spoor_originals *originals, const char *path)
{
	size_t low = 0;
	size_t high = originals->walk.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(originals->sorted[middle]->path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < originals->walk.count &&
			       strcmp(originals->sorted[low]->path, path) == 0
		       ? originals->sorted[low]
		       : NULL;
}

/* The operands of the walk: files, and of members their archives, each once. */
struct operands {
	char **at;
	size_t count;
};

static bool add_operand(struct operands *operands, const char *path)
{
	struct stat info;
	char *name = stat(path, &info) == 0 ? NULL : unfold_archive(path);

	if (!name)
		name = mem_copy_string(path, strlen(path));
	if (!name)
		return false;
	if (operands->count && strcmp(operands->at[operands->count - 1], name) == 0)
		mem_free(name);
	else
		operands->at[operands->count++] = name;
	return true;
}

static bool walk_operands(struct spoor_originals *originals, struct operands *operands)
{
	const struct wanted *places = wanted_places(&originals->list);
	size_t count = wanted_count(&originals->list);
	struct spoor_list paths;

	for (size_t i = 0; i < count; i++)
		if ((i == 0 || places[i].file != places[i - 1].file) &&
			!add_operand(operands,
				wanted_file(&originals->list, places[i].file)->path.ptr))
			return false;
	paths = (struct spoor_list){(const char *const *)operands->at, operands->count};
	return walk_collect(&originals->walk, &paths);
}

/* Finds what the paths name. */
static bool find_files(struct spoor_originals *originals)
{
	size_t most = originals->list.files.len / sizeof(struct wanted_file);
	struct operands operands = {.at = mem_new((most + 1) * sizeof(char *))};
	struct walk *walk = &originals->walk;
	bool good = operands.at && walk_operands(originals, &operands);

	for (size_t i = 0; i < operands.count; i++)
		mem_free(operands.at[i]);
	mem_free(operands.at);
	if (!good)
		return false;
	originals->sorted = mem_new((walk->count + 1) * sizeof(struct walk_item *));
	if (!originals->sorted)
		return false;
	for (size_t i = 0; i < walk->count; i++)
		originals->sorted[i] = &walk->items[i];
	if (walk->count)
		qsort(originals->sorted, walk->count, sizeof(struct walk_item *),
			by_path);
	return true;
}

static bool begin(struct spoor_originals *originals)
{
	char number[ERR_NUMBER_MAX];

	originals->begun = true;
	if (!wanted_sort(&originals->list))
		return false;
	if (originals->list.placeless) {
		err_number(number, originals->list.placeless);
		MESSAGES_ADD(&originals->messages, SPOOR_TROUBLE, NULL, 0, UINT64_MAX,
			number, " events do not say in which file and line they stand");
	}
	return wanted_count(&originals->list) == 0 || find_files(originals);
}

/* ------------------------------------------------------------------ what is wrong */

/* Of a whole file. */
static void say(struct spoor_originals *originals, const char *what, const char *why)
{
	bool is_stdin = view_eq(originals->file->path, VIEW("-"));

	MESSAGES_ADD(&originals->messages, SPOOR_TROUBLE, originals->file->path.ptr, 0,
		UINT64_MAX, what, why,
		originals->file->of_event && !is_stdin
			? " (events name files as parse was given them: run where it "
			  "ran, or use --root)"
			: "");
}

/* Says it once a file, with how many there are. */
static void say_miss(struct spoor_originals *originals, const struct extract_miss *miss,
	const char *what, const char *number)
{
	char more[ERR_NUMBER_MAX];

	if (miss->count == 0)
		return;
	err_number(more, miss->count - 1);
	MESSAGES_ADD(&originals->messages, SPOOR_TROUBLE, originals->file->path.ptr,
		miss->line, UINT64_MAX, what, number,
		originals->file->of_event
			? ": the file is not the one that the events were read from "
			  "(parse it again, or find the old one)"
			: "",
		miss->count > 1 ? "; so are more places: " : "",
		miss->count > 1 ? more : "");
}

static void say_end(struct spoor_originals *originals)
{
	const struct extract *extract = &originals->extract;
	const char *trouble = source_trouble(extract->source);
	char lines[ERR_NUMBER_MAX];
	char offset[ERR_NUMBER_MAX];

	if (trouble[0])
		MESSAGES_ADD(&originals->messages, SPOOR_TROUBLE,
			originals->file->path.ptr, 0, extract->offset, trouble);
	err_number(
		lines, extract->line - (extract->offset == extract->line_start ? 1 : 0));
	err_number(offset, extract->changed.offset);
	say_miss(originals, &extract->changed, "no line begins there at byte ", offset);
	say_miss(originals, &extract->beyond, "is beyond the last line, ", lines);
}

/* Leaves the source NULL where there is none to read, which is said. */
static enum spoor_status open_source(
	struct spoor_originals *originals, const struct walk_item *item)
{
	struct spoor_error error = {.text = ""};
	struct source *source = NULL;

	if (view_eq(originals->file->path, VIEW("-")))
		say(originals, "is standard input, which is not kept: read a file", "");
	else if (!item && view_has(originals->file->path, '!'))
		say(originals, "cannot be read: no such member", "");
	else if (!item)
		say(originals, "is no file with lines: name a file, or a member ",
			"(ARCHIVE!MEMBER)");
	else if (item->trouble)
		say(originals, item->trouble, "");
	else if (!(source = walk_open(item, &error)))
		say(originals, "cannot be read: ", error.text);
	originals->extract.source = source;
	return error.status == SPOOR_E_NOMEM ? error.status : SPOOR_OK;
}

/* ------------------------------------------------------------------ file by file */

/* Opens the next file that can be; SPOOR_END: there is none. */
static enum spoor_status open_next(struct spoor_originals *originals)
{
	const struct wanted *places = wanted_places(&originals->list);
	size_t count = wanted_count(&originals->list);
	size_t first = originals->next;
	enum spoor_status status;

	if (first == count)
		return SPOOR_END;
	while (originals->next < count &&
		places[originals->next].file == places[first].file)
		originals->next++;
	originals->file = wanted_file(&originals->list, places[first].file);
	originals->last = 0;
	status = open_source(originals, find_item(originals, originals->file->path.ptr));
	if (status != SPOOR_OK || !originals->extract.source)
		return status;
	return extract_begin(&originals->extract, originals->extract.source,
		       places + first, originals->next - first, originals->context)
		       ? SPOOR_OK
		       : SPOOR_E_NOMEM;
}

static void hand_out(struct spoor_originals *originals, const struct extract_piece *piece,
	struct spoor_original *original_r)
{
	bool follows = originals->last && piece->line - originals->last <= 1;

	*original_r = (struct spoor_original){
		.path = originals->file->path.ptr,
		.line = piece->line,
		.offset = piece->offset,
		.bytes = piece->bytes,
		.is_context = piece->is_context,
		.goes_on =
			piece->line == originals->last && piece->offset == originals->end,
		.is_apart = originals->context && originals->given && !follows,
	};
	originals->last = piece->line;
	originals->end = piece->offset + piece->bytes.len;
	originals->given = true;
}

static enum spoor_status next_piece(
	struct spoor_originals *originals, struct spoor_original *original_r)
{
	struct extract_piece piece;
	enum spoor_status status;

	if (!originals->extract.source)
		return open_next(originals);
	status = extract_next(&originals->extract, &piece);
	if (status == SPOOR_OK)
		hand_out(originals, &piece, original_r);
	if (status != SPOOR_END)
		return status;
	say_end(originals);
	extract_end(&originals->extract);
	return SPOOR_OK;
}

enum spoor_status spoor_originals_next(
	struct spoor_originals *originals, struct spoor_original *original_r)
{
	enum spoor_status status = SPOOR_OK;

	*original_r = (struct spoor_original){.bytes = view_of("", 0)};
	if (!originals->begun && !begin(originals))
		return SPOOR_E_NOMEM;
	while (status == SPOOR_OK) {
		original_r->message = messages_take(&originals->messages);
		if (original_r->message)
			return SPOOR_OK;
		status = next_piece(originals, original_r);
		if (original_r->bytes.len)
			return SPOOR_OK;
	}
	return status;
}
