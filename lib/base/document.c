/* SPDX-License-Identifier: ISC */
/*
 * Our own reader checks the text first: it says where an error is and refuses what cJSON would
 * silently change (NUL in texts, bytes behind the value). Then cJSON builds the tree.
 */
#include "document.h"

#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <cJSON.h>
#include <errno.h>
#include <stdio.h>

struct document {
	cJSON *root;
	bool failed; /* something could not be added */
};

static struct document *no_memory(struct spoor_error *error)
{
	ERR_SET(error, SPOOR_E_NOMEM, "out of memory");
	return NULL;
}

/* ------------------------------------------------------------------ checking */

static void say_place(
	struct spoor_error *error, const char *name, spoor_view before, const char *what)
{
	size_t last = view_find_last(before, '\n');
	size_t column = last < before.len ? before.len - last : before.len + 1;
	uint64_t line = 1;
	char line_text[ERR_NUMBER_MAX];
	char column_text[ERR_NUMBER_MAX];

	for (size_t i = 0; i < before.len; i++)
		line += before.ptr[i] == '\n';
	err_number(line_text, line);
	err_number(column_text, column);
	ERR_SET(error, SPOOR_E_USAGE, name, ":", line_text, ":", column_text, ": ", what);
}

/* A text that the tree can hold as it is meant. */
static bool is_plain(const struct json *json, struct arena *arena)
{
	spoor_view text;

	arena_reset(arena);
	return !json->escaped || (json_text(json, arena, &text) && !view_has(text, '\0'));
}

static bool check(
	const char *name, spoor_view text, struct arena *arena, struct spoor_error *error)
{
	struct json json;

	json_init(&json, text);
	for (;;) {
		enum json_token token = json_next(&json);
		const char *what = NULL;

		if (token == JSON_END)
			return true;
		if (token == JSON_ERROR)
			what = "not JSON, or nested too deep";
		else if ((token == JSON_KEY || token == JSON_STRING) &&
			 !is_plain(&json, arena))
			what = "an escape in this text stands for no character";
		if (what) {
			say_place(error, name,
				view_head(text, (size_t)(json.rest.ptr - text.ptr)),
				what);
			return false;
		}
	}
}

/* ------------------------------------------------------------------ the tree */

struct document *document_parse(
	const char *name, spoor_view text, struct spoor_error *error)
{
	struct document *document;
	struct arena arena;
	bool good;

	if (view_starts(text, VIEW("\xef\xbb\xbf")))
		text = view_skip(text, 3);
	arena_init(&arena, DOCUMENT_MOST);
	good = check(name, text, &arena, error);
	arena_deinit(&arena);
	if (!good)
		return NULL;
	document = mem_new(sizeof(*document));
	if (!document)
		return no_memory(error);
	document->root = cJSON_ParseWithLength(text.ptr, text.len);
	if (document->root)
		return document;
	document_free(&document);
	return no_memory(error);
}

void document_free(struct document **document)
{
	if (!*document)
		return;
	cJSON_Delete((*document)->root);
	mem_free(*document);
	*document = NULL;
}

/* All bytes of an open file; NULL: said in `error`. */
static char *read_all(
	FILE *file, const char *path, size_t *len_r, struct spoor_error *error)
{
	char *bytes = mem_alloc(DOCUMENT_MOST + 1);

	if (!bytes) {
		no_memory(error);
		return NULL;
	}
	*len_r = fread(bytes, 1, DOCUMENT_MOST + 1, file);
	if (ferror(file))
		ERR_SET(error, SPOOR_E_IO, path, ": ", strerror(errno));
	else if (*len_r > DOCUMENT_MOST)
		ERR_SET(error, SPOOR_E_LIMIT, path, ": larger than 16 MiB");
	else
		return bytes;
	mem_free(bytes);
	return NULL;
}

struct document *document_load(const char *path, struct spoor_error *error)
{
	struct document *document = NULL;
	FILE *file = fopen(path, "rb");
	size_t len;
	char *bytes;

	if (!file) {
		ERR_SET(error, SPOOR_E_IO, path, ": ", strerror(errno));
		return NULL;
	}
	bytes = read_all(file, path, &len, error);
	if (bytes)
		document = document_parse(path, view_of(bytes, len), error);
	mem_free(bytes);
	fclose(file);
	return document;
}

/* A node is cJSON's item under another name. */
static const cJSON *item_of(const struct node *node)
{
	return (const cJSON *)(const void *)node;
}

static const struct node *node_of(const cJSON *item)
{
	return (const struct node *)(const void *)item;
}

const struct node *document_root(const struct document *document)
{
	return node_of(document->root);
}

enum node_kind node_kind(const struct node *node)
{
	const cJSON *item = item_of(node);

	if (cJSON_IsBool(item))
		return NODE_FLAG;
	if (cJSON_IsNumber(item))
		return NODE_NUMBER;
	if (cJSON_IsString(item))
		return NODE_TEXT;
	if (cJSON_IsArray(item))
		return NODE_LIST;
	return cJSON_IsObject(item) ? NODE_TABLE : NODE_NULL;
}

const struct node *node_first(const struct node *node)
{
	return node_of(item_of(node)->child);
}

const struct node *node_next(const struct node *node)
{
	return node_of(item_of(node)->next);
}

size_t node_count(const struct node *node)
{
	size_t count = 0;

	for (node = node_first(node); node; node = node_next(node))
		count++;
	return count;
}

const struct node *node_find(const struct node *table, const char *key)
{
	const struct node *node = table ? node_first(table) : NULL;

	while (node && strcmp(node_key(node), key) != 0)
		node = node_next(node);
	return node;
}

const char *node_key(const struct node *node)
{
	const char *key = item_of(node)->string;

	return key ? key : "";
}

spoor_view node_text(const struct node *node)
{
	return view_string(cJSON_GetStringValue(item_of(node)));
}

bool node_flag(const struct node *node)
{
	return cJSON_IsTrue(item_of(node));
}

bool node_number(const struct node *node, int64_t *number_r)
{
	const double most = 9007199254740992.0;
	double value = item_of(node)->valuedouble;

	if (!cJSON_IsNumber(item_of(node)) || !(value >= 0 && value <= most))
		return false;
	*number_r = (int64_t)value;
	return (double)*number_r == value;
}

/* ------------------------------------------------------------------ building */

struct document *document_new(void)
{
	struct document *document = mem_new(sizeof(*document));

	if (!document)
		return NULL;
	document->root = cJSON_CreateObject();
	if (!document->root)
		document_free(&document);
	return document;
}

/* Takes over the item; gives it back, or NULL where the document is failed. */
static cJSON *add_item(
	struct document *document, struct node *parent, const char *key, cJSON *item)
{
	cJSON *to = parent ? (cJSON *)(void *)parent : document->root;
	bool good = item && !document->failed;

	if (good)
		good = key ? cJSON_AddItemToObject(to, key, item)
			   : cJSON_AddItemToArray(to, item);
	if (good)
		return item;
	cJSON_Delete(item);
	document->failed = true;
	return NULL;
}

struct node *document_add_table(
	struct document *document, struct node *parent, const char *key)
{
	return (struct node *)(void *)add_item(
		document, parent, key, cJSON_CreateObject());
}

struct node *document_add_list(
	struct document *document, struct node *parent, const char *key)
{
	return (struct node *)(void *)add_item(
		document, parent, key, cJSON_CreateArray());
}

void document_add_text(
	struct document *document, struct node *parent, const char *key, const char *text)
{
	struct arena arena;
	spoor_view clean;
	char *copy;

	arena_init(&arena, DOCUMENT_MOST);
	clean = utf8_clean(&arena, view_string(text));
	copy = mem_copy_string(clean.ptr, clean.len);
	add_item(document, parent, key, copy ? cJSON_CreateString(copy) : NULL);
	mem_free(copy);
	arena_deinit(&arena);
}

/* As digits, because a double does not hold every number. */
void document_add_number(
	struct document *document, struct node *parent, const char *key, uint64_t number)
{
	char digits[ERR_NUMBER_MAX];

	err_number(digits, number);
	add_item(document, parent, key, cJSON_CreateRaw(digits));
}

bool document_print(const struct document *document, struct buf *out)
{
	char *text = document->failed ? NULL : cJSON_Print(document->root);

	if (!text)
		return false;
	buf_add_string(out, text);
	buf_add_char(out, '\n');
	cJSON_free(text);
	return !out->failed;
}
