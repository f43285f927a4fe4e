/* SPDX-License-Identifier: ISC */
#include "packing.h"

struct magic {
	spoor_view bytes;
	enum packing packing;
};

static const struct magic magics[] = {
	{{"\xfd"
	  "7zXZ\0",
		 6},
		PACKING_XZ},
	{{"\x1f\x8b\x08", 3}, PACKING_GZIP},
	{{"\x28\xb5\x2f\xfd", 4}, PACKING_ZSTD},
	{{"PK\x03\x04", 4}, PACKING_ZIP},
	{{"PK\x05\x06", 4}, PACKING_ZIP},
};

static bool is_bzip2(spoor_view head)
{
	return head.len >= 10 && view_starts(head, VIEW("BZh")) && head.ptr[3] >= '1' &&
	       head.ptr[3] <= '9' &&
	       (memcmp(head.ptr + 4, "1AY&SY", 6) == 0 ||
		       memcmp(head.ptr + 4, "\x17\x72\x45\x38\x50\x90", 6) == 0);
}

/* The sum that the head of a tar member states of itself; -1: it states none. */
static int64_t stated_sum(spoor_view head)
{
	spoor_view field = view_of(head.ptr + 148, 8);
	int64_t sum = -1;

	while (field.len && *field.ptr == ' ')
		field = view_skip(field, 1);
	while (field.len && *field.ptr >= '0' && *field.ptr <= '7') {
		sum = (sum < 0 ? 0 : sum) * 8 + (*field.ptr - '0');
		field = view_skip(field, 1);
	}
	return field.len && *field.ptr != ' ' && *field.ptr != '\0' ? -1 : sum;
}

/* Its sum tells, whatever the dialect. The NUL bytes that every head has keep out the text of a
 * log whose writer was made to write that sum. */
static bool is_tar(spoor_view head)
{
	int64_t plain = 0;
	int64_t with_sign = 0;

	if (head.len < PACKING_HEAD || head.ptr[0] == '\0')
		return false;
	head.len = PACKING_HEAD;
	for (size_t i = 0; i < head.len; i++) {
		char c = i >= 148 && i < 156 ? ' ' : head.ptr[i];

		plain += (unsigned char)c;
		with_sign += (signed char)c;
	}
	return view_has(head, '\0') &&
	       (stated_sum(head) == plain || stated_sum(head) == with_sign);
}

enum packing packing_of(spoor_view head)
{
	for (size_t i = 0; i < COUNT(magics); i++)
		if (view_starts(head, magics[i].bytes))
			return magics[i].packing;
	if (is_bzip2(head))
		return PACKING_BZIP2;
	return is_tar(head) ? PACKING_TAR : PACKING_NONE;
}

bool packing_is_archive(enum packing packing)
{
	return packing >= PACKING_TAR;
}

const char *packing_name(enum packing packing)
{
	static const char *const names[] = {
		[PACKING_NONE] = "plain",
		[PACKING_GZIP] = "gzip",
		[PACKING_XZ] = "xz",
		[PACKING_ZSTD] = "zstd",
		[PACKING_BZIP2] = "bzip2",
		[PACKING_TAR] = "tar",
		[PACKING_ZIP] = "zip",
		[PACKING_ZIP_STREAM] = "zip",
	};

	return names[packing];
}
