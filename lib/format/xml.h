/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_XML_H
#define FORMAT_XML_H

/*
 * XML as exports have it, read leniently: tags, their attributes and the text between them. No
 * document types, no entities but XML's own; what is not well-formed is passed over.
 */

#include "base/arena.h"

struct xml_node {
	spoor_view name;       /* of a tag; empty: a text */
	spoor_view attributes; /* as they stand */
	spoor_view text;       /* as it stands */
	bool is_end;           /* </NAME> */
	bool is_empty;         /* <NAME/> */
};

/* The node at the front; the rest moves behind it. False: there is none. */
bool xml_next(spoor_view *rest, struct xml_node *node_r);

/* The attribute at the front, its value as it stands; the rest moves behind it. */
bool xml_attribute(spoor_view *rest, spoor_view *name_r, spoor_view *value_r);

/* The value of an attribute; empty without it. */
spoor_view xml_get(spoor_view attributes, spoor_view name);

/* A text or value with its entities undone. */
spoor_view xml_text(struct arena *arena, spoor_view raw);

#endif
