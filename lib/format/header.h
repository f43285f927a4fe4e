/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_HEADER_H
#define FORMAT_HEADER_H

/*
 * Logs and exports whose columns are named by a header: "#Fields: a,b,c" or a bare line of
 * names, bound once. The header in force is a part of the scene: rows mean nothing without it.
 *
 * A kind of log is one row of the table in log_kinds.c. A kind has its columns in the order in
 * which the newest version writes them: that is how a row without a header is bound.
 */

#include "base/clock.h"

struct row;
struct scene;
struct spoor_event;

enum column_how {
	COLUMN_KEEP,   /* the kind reads the cell itself */
	COLUMN_IGNORE, /* no bearing on anything: latencies, budgets, builds */
	COLUMN_EXTRA,  /* to spoor.extra, as name=value */
	COLUMN_STAMP,  /* @timestamp, as ISO 8601; a row without it is none */
	COLUMN_TEXT,   /* these set `field` */
	COLUMN_ADD,
	COLUMN_LIST, /* a collection with ';' between its members */
	COLUMN_NUMBER,
	COLUMN_MILLISECONDS,
	COLUMN_ADDRESS, /* perhaps with a zone id; what is none goes to spoor.extra */
};

struct log_column {
	const char *name; /* compared without case */
	enum column_how how;
	int field; /* an enum field */
};

enum { KIND_MARKS = 3 };

/* The columns of a version, for rows without a header. */
struct kind_version {
	uint64_t missing[2]; /* bit i: column i of the kind is not there */
	uint8_t count;       /* of those that are */
};

struct log_kind {
	const char *dataset;
	const char *log_type;  /* how "#Log-type: …" begins; NULL: there is none */
	const char *file_name; /* how names of its files begin; NULL: no name tells */
	const struct log_column *columns;
	uint8_t column_count;
	/* Columns that a header of this kind has and most others have not; NULL: fewer. */
	const char *marks[KIND_MARKS];
	bool is_export; /* cells may hold line ends, `read` does all */
	bool is_w3c;    /* blanks between cells, "-" for an empty one */
	const struct kind_version *versions; /* newest first; NULL: rows need a header */
	size_t version_count;
	/* True when a row without a header looks like this kind's; NULL: the count tells. */
	bool (*fits)(const struct row *row);
	/* Gives the row's time; false: it is none of this kind. NULL: its COLUMN_STAMP is. */
	bool (*when)(const struct row *row, struct moment *moment_r);
	/* Sets what the columns do not say by themselves. Always sets an action. */
	void (*read)(const struct row *row);
};

enum { HEADER_COLUMNS = 128, HEADER_TEXT = 4096, COLUMN_UNKNOWN = 255 };

struct header {
	const struct log_kind *kind; /* whose rows follow; NULL: no columns are bound */
	const struct log_kind *announced; /* what #Log-type says */
	char separator;                   /* ',' or ' ' or another */
	bool dated;
	int64_t date;                        /* of #Date: nanoseconds since 1970, UTC */
	uint16_t count;                      /* of columns */
	uint8_t column[HEADER_COLUMNS];      /* its place in the kind's table */
	uint16_t name_start[HEADER_COLUMNS]; /* in `text` */
	uint16_t text_len;
	char text[HEADER_TEXT]; /* the names as they stand */
};

/* True when both bind alike. */
bool header_eq(const struct header *a, const struct header *b);

/* The name of a column as the header has it. */
spoor_view header_name(const struct header *header, size_t index);

enum header_line {
	HEADER_NONE,   /* the line is no part of a header */
	HEADER_REMARK, /* "#Software: …" and the like */
	HEADER_FIELDS, /* "#Fields: …" */
	HEADER_BARE,   /* names without "#Fields: " */
};

/* What a line is, at a look: a cheap, pure guess. */
enum header_line header_look(spoor_view line);

/* True for a remark or "#Fields" of a W3C log; those of Exchange's logs look otherwise. */
bool header_is_w3c(spoor_view line);

/* Takes a line into the header in force. HEADER_NONE: it is none, nothing changed. `path` is the
 * source's: its name decides between kinds with the same columns. */
enum header_line header_take(struct header *header, spoor_view path, spoor_view line);

/* Takes all header lines of a stretch of whole lines. */
void header_skim(struct header *header, spoor_view path, spoor_view bytes);

/* "#Software", "#Date" …: what is behind the colon. False: the line is no such remark. */
bool header_remark(spoor_view line, spoor_view *name_r, spoor_view *value_r);

/* The line without a byte-order mark, which may stand anywhere where files were joined. */
spoor_view header_skip_bom(spoor_view line);

/* The kinds, in the order they are tried. */
size_t log_kind_count(void);
const struct log_kind *log_kind_at(size_t index);

/* True when the file's name, after the last separator, begins as the kind's files do. */
bool log_kind_has_name(const struct log_kind *kind, spoor_view path);

#endif
