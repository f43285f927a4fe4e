/* SPDX-License-Identifier: ISC */
/*
 * Marks are made on the way of every line that has a token. The functions of <openssl/evp.h>
 * allocate a context for each; those of <openssl/sha.h>, which OpenSSL 3 would rather have us
 * leave, do not.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "digest.h"

#include "base/mem.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

struct digest {
	EVP_MD_CTX *context;
	bool failed;
};

static char hex_digit(const unsigned char *hash, size_t at)
{
	return "0123456789abcdef"[at % 2 ? hash[at / 2] & 15 : hash[at / 2] >> 4];
}

void digest_mark(spoor_view text, char mark[DIGEST_MARK_LEN])
{
	unsigned char hash[SHA256_DIGEST_LENGTH];
	SHA256_CTX context;

	SHA256_Init(&context);
	SHA256_Update(&context, text.ptr, text.len);
	SHA256_Final(hash, &context);
	mark[0] = '#';
	for (size_t i = 1; i < DIGEST_MARK_LEN; i++)
		mark[i] = hex_digit(hash, i - 1);
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
