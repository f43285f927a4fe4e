/* SPDX-License-Identifier: ISC */
#ifndef BASE_HASH_H
#define BASE_HASH_H

/*
 * SipHash-1-3 with a secret key: whoever writes log lines cannot make two of them hash alike.
 * Nothing that is printed may depend on the key.
 */

#include "base/view.h"

struct hash_key {
	uint64_t word[2];
};

/* A new random key. Without a source of randomness it is a constant. */
void hash_key_init(struct hash_key *key);

struct hash {
	uint64_t v[4];
	uint64_t words;
};

void hash_begin(struct hash *hash, const struct hash_key *key);
void hash_word(struct hash *hash, uint64_t word);

/* The text and its length. */
void hash_text(struct hash *hash, spoor_view text);

uint64_t hash_end(struct hash *hash);

/* All of it for one text. */
uint64_t hash_view(const struct hash_key *key, spoor_view text);

#endif
