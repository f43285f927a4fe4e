/* SPDX-License-Identifier: ISC */
/* SHA-256 as FIPS 180-4 has it, whatever the pieces; a source's is that of all its stored bytes. */
#include "base/buf.h"
#include "input/source.h"

#include <zlib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

struct fact {
	const char *text;
	const char *sha256;
};

static const struct fact facts[] = {
	{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

static void known_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(facts); i++)
		for (size_t piece = 1; piece < 60; piece += 7) {
			spoor_view rest = view_string(facts[i].text);
			struct digest *digest = digest_new();
			char hex[DIGEST_ROOM];

			assert_non_null(digest);
			while (rest.len) {
				size_t len = rest.len < piece ? rest.len : piece;

				digest_add(digest, view_head(rest, len));
				rest = view_skip(rest, len);
			}
			assert_true(digest_finish(digest, hex));
			assert_string_equal(hex, facts[i].sha256);
			digest_free(&digest);
		}
}

/* ------------------------------------------------------------------ sources */

static void sum_of(spoor_view bytes, char hex[DIGEST_ROOM])
{
	struct digest *digest = digest_new();

	digest_add(digest, bytes);
	assert_true(digest_finish(digest, hex));
	digest_free(&digest);
}

/* Reads a file of these bytes up to `most` plain ones; what is stored is hashed whole. */
static void check_source(spoor_view stored, size_t most)
{
	char path[] = "spoor-digest-XXXXXX";
	int fd = mkstemp(path);
	struct source *source;
	char want[DIGEST_ROOM];
	char hex[DIGEST_ROOM];
	char out[1000];
	uint64_t size;
	size_t got;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, stored.ptr, stored.len), stored.len);
	source = source_open(path, NULL);
	assert_non_null(source);
	assert_true(source_begin_digest(source));
	for (size_t done = 0; done < most; done += got)
		if (source_read(source, out, sizeof(out), &got) != SPOOR_OK)
			break;
	assert_true(source_end_digest(source, hex, &size));
	sum_of(stored, want);
	assert_string_equal(hex, want);
	assert_int_equal(size, stored.len);
	source_free(&source);
	close(fd);
	unlink(path);
}

/* Text that does not compress to nothing, packed by gzip. */
static void make_packed(struct buf *packed)
{
	z_stream stream = {0};
	uint32_t random = 1;
	struct buf plain;

	buf_init(&plain, 1 << 20);
	buf_init(packed, 1 << 20);
	while (plain.len < 300000) {
		random = random * 1664525 + 1013904223;
		buf_add_number(&plain, random >> 8);
		buf_add_char(&plain, '\n');
	}
	assert_int_equal(
		deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, 0), Z_OK);
	assert_true(buf_reserve(packed, deflateBound(&stream, plain.len)));
	stream.next_in = (z_const Bytef *)(const void *)plain.ptr;
	stream.avail_in = (uInt)plain.len;
	stream.next_out = (Bytef *)(void *)packed->ptr;
	stream.avail_out = (uInt)packed->room;
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	packed->len = packed->room - stream.avail_out;
	deflateEnd(&stream);
	buf_deinit(&plain);
}

static void stored_bytes_are_hashed_whole(void **state)
{
	struct buf packed;

	(void)state;
	make_packed(&packed);
	check_source(VIEW(""), 1);
	check_source(VIEW("a short log\n"), 100);
	check_source(buf_view(&packed), SIZE_MAX);
	check_source(buf_view(&packed), 5000);
	check_source(view_head(buf_view(&packed), packed.len - 5), SIZE_MAX);
	packed.ptr[packed.len / 2] ^= 1;
	check_source(buf_view(&packed), SIZE_MAX);
	packed.ptr[0] ^= 1;
	check_source(buf_view(&packed), SIZE_MAX);
	buf_deinit(&packed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_texts),
		cmocka_unit_test(stored_bytes_are_hashed_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
