/* SPDX-License-Identifier: ISC */
#ifndef BASE_DOCUMENT_H
#define BASE_DOCUMENT_H

/*
 * The door to cJSON: JSON that the operator writes, as a tree to read, and documents that we write.
 * (Evidence is read by base/json.h.) Strict: nothing but one JSON value, no lone surrogates, no NUL in texts. Keys
 * that stand twice are both there: who reads the tree knows what they would mean.
 */

#include "base/buf.h"

enum { DOCUMENT_MOST = 16 * 1024 * 1024 /* bytes of a file */ };

enum node_kind { NODE_NULL, NODE_FLAG, NODE_NUMBER, NODE_TEXT, NODE_LIST, NODE_TABLE };

/* A whole tree. */
struct document;

/* A value in it; valid as long as the document, like all its texts. */
struct node;

/* Reads the file; NULL on failure, said in `error` with path, line and column. */
struct document *document_load(const char *path, struct spoor_error *error);

/* The same from text; `name` stands for the path in messages. */
struct document *document_parse(
	const char *name, spoor_view text, struct spoor_error *error);
void document_free(struct document **document);

const struct node *document_root(const struct document *document);

enum node_kind node_kind(const struct node *node);

/* The first value in a list or table, and the one behind a value in its own; NULL: none. */
const struct node *node_first(const struct node *node);
const struct node *node_next(const struct node *node);

/* How many values are in a list or table. */
size_t node_count(const struct node *node);

/* The value of a table's first key of that name; NULL: there is none, or `table` is NULL. */
const struct node *node_find(const struct node *table, const char *key);

/* The key of a value in a table; "" elsewhere. NUL-ended. */
const char *node_key(const struct node *node);

/* The text of a NODE_TEXT, with a NUL behind it; empty for all else. */
spoor_view node_text(const struct node *node);

/* The value of a NODE_FLAG; false for all else. */
bool node_flag(const struct node *node);

/* The value of a NODE_NUMBER that is a whole number from 0 to 2^53. False: it is not. */
bool node_number(const struct node *node, int64_t *number_r);

/* ------------------------------------------------------------------ building */

/* A document whose root is an empty table. NULL without memory. */
struct document *document_new(void);

/*
 * Add to `parent` a value: under `key` to a table, with NULL to a list. `parent` NULL is the root.
 * Where there is no memory, the document is failed, and nothing is added from then on. Text is
 * made valid UTF-8 and ends before a NUL.
 */
struct node *document_add_table(
	struct document *document, struct node *parent, const char *key);
struct node *document_add_list(
	struct document *document, struct node *parent, const char *key);
void document_add_text(struct document *document, struct node *parent, const char *key,
	const char *text);
void document_add_number(
	struct document *document, struct node *parent, const char *key, uint64_t number);

/* Adds the document as text to `out`. False: it is failed, or there is no memory. */
bool document_print(const struct document *document, struct buf *out);

#endif
