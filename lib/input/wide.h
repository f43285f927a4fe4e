/* SPDX-License-Identifier: ISC */
#ifndef INPUT_WIDE_H
#define INPUT_WIDE_H

/*
 * UTF-16, little-endian, as PowerShell writes files, becomes UTF-8 while it is read: like gzip it is
 * a way to store a text, and offsets are those of the text (iconv -f UTF-16LE -t UTF-8 gives the
 * same bytes). A lone surrogate becomes U+FFFD, and so does a byte left over at the end.
 */

#include "base/view.h"

enum { WIDE_SURE = 8 /* bytes that decide */ };

/* True when the first bytes of a source are UTF-16: by their mark, or because every second one is
 * zero and the others are not. */
bool wide_is(spoor_view bytes);

/* Decodes from the front of `bytes` into `out`, as far as there is room for one more character (4
 * bytes); what is left of `bytes` must come again with more behind it, unless this is the end. */
size_t wide_decode(spoor_view *bytes, bool end, char *out, size_t room);

/* A source's bytes, decoded if they are to be. Zero it first. */
struct wide {
	bool looked;  /* at the first bytes */
	bool is_wide; /* … and they were UTF-16 */
	size_t held;  /* bytes of `head` not yet given */
	char head[WIDE_SURE];
	struct wide_text *text; /* while decoding; NULL: not needed */
};

typedef enum spoor_status wide_source(void *self, char *out, size_t room, size_t *got_r);

/* As source_read; `read` gives the bytes as they are stored. */
enum spoor_status wide_read(struct wide *wide, wide_source *read, void *self, char *out,
	size_t room, size_t *got_r);

/* The source was moved: nothing is held any more. */
void wide_forget(struct wide *wide);

void wide_deinit(struct wide *wide);

#endif
