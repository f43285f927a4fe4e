/* SPDX-License-Identifier: ISC */
#include "digest.h"

#include "base/mem.h"

#include <openssl/evp.h>

enum { MARK_DIGITS = 12 };

struct digest {
	EVP_MD_CTX *context;
	bool failed;
};

static char hex_digit(const unsigned char *hash, size_t at)
{
	return "0123456789abcdef"[at % 2 ? hash[at / 2] & 15 : hash[at / 2] >> 4];
}

spoor_view digest_mark(struct arena *arena, spoor_view text)
{
	unsigned char hash[EVP_MAX_MD_SIZE];
	char *out = arena_room(arena, 1 + MARK_DIGITS);

	if (!out || EVP_Digest(text.ptr, text.len, hash, NULL, EVP_sha256(), NULL) != 1)
		return view_of("", 0);
	out[0] = '#';
	for (size_t i = 0; i < MARK_DIGITS; i++)
		out[1 + i] = hex_digit(hash, i);
	arena_keep(arena, 1 + MARK_DIGITS);
	return view_of(out, 1 + MARK_DIGITS);
}

struct digest *digest_new(void)
{
	struct digest *digest = mem_new(sizeof(*digest));

	if (!digest)
		return NULL;
	digest->context = EVP_MD_CTX_new();
	if (!digest->context ||
		EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1)
		digest_free(&digest);
	return digest;
}

void digest_free(struct digest **digest)
{
	if (!*digest)
		return;
	EVP_MD_CTX_free((*digest)->context);
	mem_free(*digest);
	*digest = NULL;
}

void digest_add(struct digest *digest, spoor_view bytes)
{
	digest->failed |= EVP_DigestUpdate(digest->context, bytes.ptr, bytes.len) != 1;
}

bool digest_finish(struct digest *digest, char hex[DIGEST_ROOM])
{
	unsigned char hash[EVP_MAX_MD_SIZE];

	if (digest->failed || EVP_DigestFinal_ex(digest->context, hash, NULL) != 1)
		return false;
	for (size_t i = 0; i < DIGEST_ROOM - 1; i++)
		hex[i] = hex_digit(hash, i);
	hex[DIGEST_ROOM - 1] = '\0';
	return true;
}
