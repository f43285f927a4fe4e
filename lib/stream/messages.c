/* SPDX-License-Identifier: ISC */
#include "messages.h"

#include "base/err.h"
#include "base/mem.h"

enum { TEXT_MAX = 512 };

struct note {
	struct note *next;
	struct spoor_message message;
	char *path;
	char text[TEXT_MAX];
};

void messages_add(struct messages *messages, enum spoor_level level, const char *path,
	uint64_t line, uint64_t offset, const char *const *pieces)
{
	struct note *note = mem_new(sizeof(*note));

	messages->troubles += level == SPOOR_TROUBLE;
	if (note && path)
		note->path = mem_copy_string(path, strlen(path));
	if (!note || (path && !note->path)) {
		messages->lost = true;
		mem_free(note);
		return;
	}
	err_join(note->text, sizeof(note->text), pieces);
	note->message =
		(struct spoor_message){level, note->path, line, offset, note->text};
	if (messages->last)
		messages->last->next = note;
	else
		messages->first = note;
	messages->last = note;
}

static void free_note(struct note **note)
{
	if (*note)
		mem_free((*note)->path);
	mem_free(*note);
	*note = NULL;
}

const struct spoor_message *messages_take(struct messages *messages)
{
	free_note(&messages->given);
	messages->given = messages->first;
	if (!messages->given)
		return NULL;
	messages->first = messages->given->next;
	if (!messages->first)
		messages->last = NULL;
	return &messages->given->message;
}

static void add_place(struct buf *text, const struct spoor_message *message)
{
	if (message->line) {
		buf_add_string(text, "line ");
		buf_add_number(text, (int64_t)message->line);
	} else if (message->offset != UINT64_MAX) {
		buf_add_string(text, "byte ");
		buf_add_number(text, (int64_t)message->offset);
	} else {
		return;
	}
	buf_add_string(text, ": ");
}

void messages_add_texts(const struct messages *messages, enum spoor_level level,
	const char *path, struct buf *text)
{
	for (const struct note *note = messages->first; note; note = note->next) {
		if (note->message.level != level)
			continue;
		if (path && (!note->path || strcmp(note->path, path) != 0))
			continue;
		if (text->len)
			buf_add_string(text, "; ");
		add_place(text, &note->message);
		buf_add_string(text, note->text);
	}
}

void messages_move(struct messages *to, struct messages *from)
{
	to->troubles += from->troubles;
	to->lost |= from->lost;
	if (from->first) {
		if (to->last)
			to->last->next = from->first;
		else
			to->first = from->first;
		to->last = from->last;
	}
	from->first = from->last = NULL;
	from->troubles = 0;
	from->lost = false;
}

void messages_deinit(struct messages *messages)
{
	while (messages_take(messages))
		continue;
	*messages = (struct messages){0};
}
