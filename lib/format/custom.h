/* SPDX-License-Identifier: ISC */
#ifndef FORMAT_CUSTOM_H
#define FORMAT_CUSTOM_H

/*
 * The operator's own formats: a JSON file of PCRE2 patterns whose named groups become fields.
 * They are asked before the built-in formats, in the order of the file, for each line and for
 * the lines that containers and multilog wrap; the first that matches reads the line.
 *
 *	{"formats": [{
 *		"name": "portal",
 *		"pattern": "^(?<time>\\S+) LOGIN (?<who>\\S+) from (?<source_ip>\\S+)$",
 *		"fields": {"who": "user.name"},
 *		"time": "iso",
 *		"action": "login",
 *		"outcome": "success",
 *		"set": {"network.protocol": "http"}
 *	}]}
 *
 * name		What messages call it: letters, digits, '.', '_' and '-'. Once in a file.
 * pattern	A PCRE2 pattern (UTF-8), found anywhere in the line unless it begins with '^'.
 * fields	Which field a named group fills. A group that is not named here fills the field
 *		whose name it is with '_' for each '.': `source_ip` is source.ip. `time` and
 *		`timestamp` are @timestamp. A group for spoor.extra is kept as "group=value".
 * time		How @timestamp is written: iso, bsd, access, ctime, slash, php, tai64, epoch,
 *		epoch-ms, epoch-us or epoch-ns. A line whose time is written otherwise does not
 *		match. Year and zone are found as for all formats.
 * action	A word of the vocabulary: what such a line means. "other" for lines that mean
 *		nothing; only "other" and "log-notice" may go without a group.
 * outcome	success, failure or unknown; may be left out.
 * dataset	event.dataset; "custom.NAME" when left out.
 * set		Fields that are the same on every such line. What a group gives stands over it.
 * sample	A line that the pattern must match; checked when the file is read.
 * about	For people.
 *
 * A value that its field cannot hold ("n/a" for an address) goes to spoor.extra; "-" for an
 * address or a number is no value. Texts are masked. source.ip is taken as in access logs: a
 * group for spoor.http.forwarded_for counts when source.ip is one of --proxy.
 */

#include "format/format.h"

struct custom;

/* Reads the file; NULL on failure, said in `error` with the format's name. */
struct custom *custom_load(const char *path, struct spoor_error *error);
void custom_free(struct custom **custom);

/* Fills the event from a line that one of the patterns matches; false: none does. */
bool custom_read(const struct custom *custom, struct scene *scene, spoor_view line,
	struct spoor_event *event);

#endif
