/* SPDX-License-Identifier: ISC */
#include "digest.h"

#include <openssl/evp.h>

enum { MARK_DIGITS = 12 };

spoor_view digest_mark(struct arena *arena, spoor_view text)
{
	unsigned char hash[EVP_MAX_MD_SIZE];
	char *out = arena_room(arena, 1 + MARK_DIGITS);

	if (!out || EVP_Digest(text.ptr, text.len, hash, NULL, EVP_sha256(), NULL) != 1)
		return view_of("", 0);
	out[0] = '#';
	for (int i = 0; i < MARK_DIGITS; i++)
		out[1 + i] =
			"0123456789abcdef"[i % 2 ? hash[i / 2] & 15 : hash[i / 2] >> 4];
	arena_keep(arena, 1 + MARK_DIGITS);
	return view_of(out, 1 + MARK_DIGITS);
}
