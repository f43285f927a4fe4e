/* SPDX-License-Identifier: ISC */
#ifndef CODEC_SENTENCE_CODE_H
#define CODEC_SENTENCE_CODE_H

/* Templates as steps of a small machine: read once, then run for every event. */

#include "codec/sentence.h"

enum step_kind {
	STEP_TEXT,   /* writes `text` */
	STEP_VERB,   /* writes `text` or `other`, by the outcome */
	STEP_VALUE,  /* writes a field; absent: goes to `otherwise` */
	STEP_IS,     /* the field has the value `text`, else goes to `otherwise` */
	STEP_DIFFER, /* so do two fields that have different values */
	STEP_MARK,   /* keeps how much is written, at `depth` */
	STEP_BACK,   /* takes back what was written since */
	STEP_GO,     /* goes to `otherwise` */
	STEP_END,
};

struct step {
	uint8_t kind;
	uint8_t depth;
	uint8_t field;       /* FIELD_COUNT: there is none of that name */
	uint8_t other_field; /* of STEP_DIFFER */
	bool not_zero;
	uint32_t otherwise; /* a step of the same sentence */
	spoor_view text;    /* of a value: how it is shown */
	spoor_view other;   /* of a value: the noun behind it */
};

enum { SENTENCE_DEPTH = 8 /* of groups in groups */ };

_Static_assert(FIELD_COUNT < 256, "a field is a byte");

/* Appends the steps of a template, its fragments put in their places, and what all sentences end
 * with. Its texts are in the template or in the arena. A template that is not well formed fails
 * `steps`. */
void sentence_compile(struct buf *steps, struct arena *arena, spoor_view text);

#endif
