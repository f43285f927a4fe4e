/* SPDX-License-Identifier: ISC */
/*
 * Marks are made on the way of every line that has a token. The functions of <openssl/evp.h>
 * allocate a context for each; those of <openssl/sha.h>, which OpenSSL 3 would rather have us
 * leave, do not.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "digest.h"

#include <openssl/sha.h>

void digest_mark(spoor_view text, char mark[DIGEST_MARK_LEN])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char hash[SHA256_DIGEST_LENGTH];
	SHA256_CTX context;

	SHA256_Init(&context);
	SHA256_Update(&context, text.ptr, text.len);
	SHA256_Final(hash, &context);
	mark[0] = '#';
	for (int i = 1; i < DIGEST_MARK_LEN; i += 2) {
		mark[i] = digits[hash[i / 2] >> 4];
		mark[i + 1] = digits[hash[i / 2] & 15];
	}
}
