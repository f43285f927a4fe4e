/* SPDX-License-Identifier: ISC */
/* getentropy is not in POSIX.1-2008, but in glibc, musl and the BSDs. */
#define _DEFAULT_SOURCE

#include "hash.h"

#include <unistd.h>

void hash_key_init(struct hash_key *key)
{
	if (getentropy(key->word, sizeof(key->word)) != 0)
		*key = (struct hash_key){
			{UINT64_C(0x0706050403020100), UINT64_C(0x0f0e0d0c0b0a0908)}};
}

static uint64_t rotate(uint64_t word, int bits)
{
	return word << bits | word >> (64 - bits);
}

static void round_once(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[0] = rotate(v[0], 32);
	v[2] += v[3];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

void hash_begin(struct hash *hash, const struct hash_key *key)
{
	hash->v[0] = key->word[0] ^ UINT64_C(0x736f6d6570736575);
	hash->v[1] = key->word[1] ^ UINT64_C(0x646f72616e646f6d);
	hash->v[2] = key->word[0] ^ UINT64_C(0x6c7967656e657261);
	hash->v[3] = key->word[1] ^ UINT64_C(0x7465646279746573);
	hash->words = 0;
}

void hash_word(struct hash *hash, uint64_t word)
{
	hash->v[3] ^= word;
	round_once(hash->v);
	hash->v[0] ^= word;
	hash->words++;
}

void hash_text(struct hash *hash, spoor_view text)
{
	uint64_t word;

	hash_word(hash, text.len);
	for (; text.len >= 8; text = view_skip(text, 8)) {
		memcpy(&word, text.ptr, 8);
		hash_word(hash, word);
	}
	if (text.len == 0)
		return;
	word = 0;
	memcpy(&word, text.ptr, text.len);
	hash_word(hash, word);
}

uint64_t hash_end(struct hash *hash)
{
	hash_word(hash, hash->words << 56);
	hash->v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		round_once(hash->v);
	return hash->v[0] ^ hash->v[1] ^ hash->v[2] ^ hash->v[3];
}

uint64_t hash_view(const struct hash_key *key, spoor_view text)
{
	struct hash hash;

	hash_begin(&hash, key);
	hash_text(&hash, text);
	return hash_end(&hash);
}
