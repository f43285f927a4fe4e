/* SPDX-License-Identifier: ISC */
/*
 * Every library behind the door to inflate says the same: what a member may have around its data,
 * what is damage, and how it may come in pieces. What the fast one does otherwise on damaged data
 * is bounded, and a source of a file hides it.
 */
#include "base/buf.h"
#include "input/gz_room.h"
#include "input/source.h"

#include <zlib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

static const struct gz_room *const rooms[] = {
	&gz_zlib,
#ifdef SPOOR_ISAL
	&gz_isal,
#endif
};

static const char hello[] =
	"Nov  1 00:00:00 mx dovecot: imap-login: Login: user=<alice>, method=PLAIN, "
	"rip=192.0.2.7, lip=192.0.2.1, mpid=17, TLS, session=<abc>\n";

/* ------------------------------------------------------------------ making members */

enum { HEAD_CRC = 2, EXTRA = 4, NAME = 8, COMMENT = 16 };

static void add_number(struct buf *out, uint32_t number, int bytes)
{
	for (; bytes > 0; bytes--, number >>= 8)
		buf_add_char(out, (char)(number & 0xff));
}

static void add_data(struct buf *out, spoor_view plain, int level, int strategy)
{
	z_stream stream = {0};

	assert_int_equal(
		deflateInit2(&stream, level, Z_DEFLATED, -MAX_WBITS, 8, strategy), Z_OK);
	assert_true(buf_reserve(out, deflateBound(&stream, plain.len) + 64));
	stream.next_in = (z_const Bytef *)(const void *)plain.ptr;
	stream.avail_in = (uInt)plain.len;
	stream.next_out = (Bytef *)(void *)(out->ptr + out->len);
	stream.avail_out = (uInt)(out->room - out->len);
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	out->len = out->room - stream.avail_out;
	deflateEnd(&stream);
}

static void add_member(
	struct buf *out, spoor_view plain, int flags, int level, int strategy)
{
	size_t start = out->len;
	const Bytef *head;

	buf_add(out, VIEW("\x1f\x8b\x08"));
	buf_add_char(out, (char)flags);
	buf_add(out, VIEW("\x01\x02\x03\x04\x00\x03"));
	if (flags & EXTRA)
		buf_add(out, VIEW("\x05\x00\x00\x1f\x8b\x08\x00"));
	if (flags & NAME)
		buf_add(out, VIEW("mail.log\x00"));
	if (flags & COMMENT)
		buf_add(out, VIEW("\x1f\x8b a comment\x00"));
	head = (const Bytef *)(const void *)(out->ptr + start);
	if (flags & HEAD_CRC)
		add_number(out, (uint32_t)crc32_z(0, head, out->len - start), 2);
	add_data(out, plain, level, strategy);
	add_number(out,
		(uint32_t)crc32_z(0, (const Bytef *)(const void *)plain.ptr, plain.len),
		4);
	add_number(out, (uint32_t)plain.len, 4);
}

static void begin(struct buf *buf)
{
	buf_init(buf, (size_t)1 << 26);
}

/* A text that compresses like a log. */
static void make_plain(struct buf *plain, size_t len)
{
	uint32_t random = 1;

	begin(plain);
	while (plain->len < len) {
		random = random * 1664525 + 1013904223;
		buf_add(plain,
			view_head(VIEW("imap-login: Login: user=<"), 11 + random % 14));
		buf_add_number(plain, random >> (random & 15));
		buf_add_char(plain, random & 64 ? '\n' : ' ');
	}
	plain->len = len;
}

/* ------------------------------------------------------------------ reading */

enum { ALL = 128 * 1024 /* more than any test has */ };

/* Begun once, used for many runs: fresh memory is dear under a sanitizer. */
struct outcome {
	enum gz_state state;
	struct buf plain;
	char reason[64];
};

/* Feeds the data in pieces of `in_size`, takes it in pieces of `out_size`. */
static void inflate_all(struct outcome *outcome, const struct gz_room *room,
	spoor_view packed, size_t in_size, size_t out_size)
{
	struct gz *gz = gz_new_in(room);
	spoor_view in = view_of(packed.ptr, 0);
	size_t made;

	assert_non_null(gz);
	buf_clear(&outcome->plain);
	for (;;) {
		if (in.len == 0) {
			size_t len = packed.len < in_size ? packed.len : in_size;

			in = view_head(packed, len);
			packed = view_skip(packed, len);
		}
		assert_true(buf_reserve(&outcome->plain, out_size));
		outcome->state = gz_inflate(gz, &in,
			outcome->plain.ptr + outcome->plain.len, out_size, &made);
		outcome->plain.len += made;
		if (made)
			continue;
		if (outcome->state > GZ_BETWEEN || (in.len == 0 && packed.len == 0))
			break;
	}
	snprintf(outcome->reason, sizeof(outcome->reason), "%s", gz_reason(gz));
	gz_free(&gz);
}

static void assert_outcome(const struct outcome *outcome, enum gz_state state,
	spoor_view plain, const char *reason)
{
	assert_int_equal(outcome->state, state);
	assert_int_equal(outcome->plain.len, plain.len);
	assert_memory_equal(outcome->plain.ptr, plain.ptr, plain.len);
	assert_string_equal(outcome->reason, reason);
}

static void assert_everywhere(
	spoor_view packed, enum gz_state state, spoor_view plain, const char *reason)
{
	static const size_t sizes[] = {1, 3, 7, 64, ALL};
	struct outcome outcome;

	begin(&outcome.plain);
	for (size_t r = 0; r < COUNT(rooms); r++)
		for (size_t i = 0; i < COUNT(sizes) * COUNT(sizes); i++) {
			inflate_all(&outcome, rooms[r], packed, sizes[i / COUNT(sizes)],
				sizes[i % COUNT(sizes)]);
			assert_outcome(&outcome, state, plain, reason);
		}
	buf_deinit(&outcome.plain);
}

/* ------------------------------------------------------------------ facts */

/* A member with one thing about it. */
struct fact {
	int flags;
	size_t cut;      /* bytes taken off its end */
	int at;          /* a byte that is changed, -1: none; below zero from the end */
	char byte;       /* … what to */
	spoor_view then; /* what follows it */
	enum gz_state state;
	const char *reason;
};

/* clang-format off */
static const struct fact facts[] = {
	{0,                     0,  -1, 0,      {"", 0},               GZ_BETWEEN, ""},
	{NAME,                  0,  -1, 0,      {"", 0},               GZ_BETWEEN, ""},
	{EXTRA,                 0,  -1, 0,      {"", 0},               GZ_BETWEEN, ""},
	{COMMENT,               0,  -1, 0,      {"", 0},               GZ_BETWEEN, ""},
	{HEAD_CRC,              0,  -1, 0,      {"", 0},               GZ_BETWEEN, ""},
	{NAME | COMMENT | EXTRA | HEAD_CRC, 0, -1, 0, {"", 0},         GZ_BETWEEN, ""},
	{0,                     0,  -1, 0,      {"\0\0\0\0", 4},       GZ_BETWEEN, ""},
	{0,                     0,  -1, 0,      {"garbage", 7},        GZ_FOREIGN, ""},
	{0,                     0,  -1, 0,      {"\0\0garbage", 9},    GZ_FOREIGN, ""},
	{0,                     0,  -1, 0,      {"\x1f\x8c", 2},       GZ_CORRUPT, "incorrect header check"},
	{0,                     0,  -1, 0,      {"\x1f\x8b\x07", 3},   GZ_CORRUPT, "unknown compression method"},
	{0,                     0,  -1, 0,      {"\x1f\x8b\x08\x20", 4}, GZ_CORRUPT, "unknown header flags set"},
	{0,                     0,  -1, 0,      {"\x1f\x8b\x08\0", 4}, GZ_MORE,    ""},
	{0,                     1,  -1, 0,      {"", 0},               GZ_MORE,    ""},
	{0,                     4,  -1, 0,      {"", 0},               GZ_MORE,    ""},
	{0,                     8,  -1, 0,      {"", 0},               GZ_MORE,    ""},
	{0,                     0,  -8, '\x55', {"", 0},               GZ_CORRUPT, "incorrect data check"},
	{0,                     0,  -4, '\x55', {"", 0},               GZ_CORRUPT, "incorrect length check"},
};
/* clang-format on */

static void what_is_around_the_data(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(facts); i++) {
		const struct fact *fact = &facts[i];
		struct buf packed;

		begin(&packed);
		add_member(&packed, view_string(hello), fact->flags, 6, 0);
		packed.len -= fact->cut;
		if (fact->byte)
			packed.ptr[(int)packed.len + fact->at] = fact->byte;
		buf_add(&packed, fact->then);
		assert_everywhere(
			buf_view(&packed), fact->state, view_string(hello), fact->reason);
		buf_deinit(&packed);
	}
}

static void a_wrong_checksum_of_the_head(void **state)
{
	struct buf packed;

	(void)state;
	begin(&packed);
	add_member(&packed, view_string(hello), NAME | HEAD_CRC, 6, 0);
	packed.ptr[4] ^= 1;
	assert_everywhere(buf_view(&packed), GZ_CORRUPT, VIEW(""), "header crc mismatch");
	buf_deinit(&packed);
}

/* Members of all kinds of data, one after the other, with padding between two of them. */
static void make_chain(struct buf *packed, struct buf *plain)
{
	static const struct {
		size_t len;
		int flags, level, strategy;
	} rows[] = {{300, 0, 6, Z_DEFAULT_STRATEGY}, {0, NAME, 6, Z_DEFAULT_STRATEGY},
		{1, 0, 9, Z_FIXED}, {200, EXTRA, 0, Z_DEFAULT_STRATEGY},
		{400, COMMENT, 1, Z_HUFFMAN_ONLY}, {40000, HEAD_CRC, 6, Z_RLE},
		{70000, 0, 9, Z_DEFAULT_STRATEGY}};
	struct buf text;

	begin(packed);
	begin(plain);
	make_plain(&text, 70000);
	for (size_t i = 0; i < COUNT(rows); i++) {
		spoor_view part = view_head(buf_view(&text), rows[i].len);

		add_member(packed, part, rows[i].flags, rows[i].level, rows[i].strategy);
		if (i == 3)
			buf_add(packed, VIEW("\0\0\0"));
		buf_add(plain, part);
	}
	buf_deinit(&text);
}

static void chained_members_are_one_stream(void **state)
{
	struct buf packed;
	struct buf plain;

	(void)state;
	make_chain(&packed, &plain);
	assert_everywhere(buf_view(&packed), GZ_BETWEEN, buf_view(&plain), "");
	buf_deinit(&packed);
	buf_deinit(&plain);
}

/* ------------------------------------------------------------------ damage */

/* At the end of the data. */
static bool is_damaged(enum gz_state state)
{
	return state != GZ_BETWEEN;
}

struct pair {
	struct outcome want;
	struct outcome got;
};

static void pair_init(struct pair *pair)
{
	begin(&pair->want.plain);
	begin(&pair->got.plain);
}

static void pair_deinit(struct pair *pair)
{
	buf_deinit(&pair->want.plain);
	buf_deinit(&pair->got.plain);
}

/* The others give the same bytes as zlib, up to `fewer` fewer of them, or more. */
static void compare_rooms(struct pair *pair, spoor_view packed, size_t fewer)
{
	const struct buf *want = &pair->want.plain;
	const struct buf *got = &pair->got.plain;

	inflate_all(&pair->want, &gz_zlib, packed, packed.len, ALL);
	for (size_t r = 1; r < COUNT(rooms); r++) {
		inflate_all(&pair->got, rooms[r], packed, packed.len, ALL);
		assert_int_equal(
			is_damaged(pair->got.state), is_damaged(pair->want.state));
		assert_memory_equal(
			got->ptr, want->ptr, got->len < want->len ? got->len : want->len);
		assert_true(got->len + fewer >= want->len);
	}
}

static void every_prefix_is_damage_everywhere(void **state)
{
	struct pair pair;
	struct buf packed;
	struct buf plain;

	(void)state;
	pair_init(&pair);
	make_chain(&packed, &plain);
	for (size_t len = 0; len <= packed.len; len += len < 2000 ? 1 : 37)
		compare_rooms(&pair, view_head(buf_view(&packed), len), 2);
	pair_deinit(&pair);
	buf_deinit(&packed);
	buf_deinit(&plain);
}

static void every_flipped_bit_is_damage_everywhere(void **state)
{
	struct pair pair;
	struct buf packed;
	struct buf plain;

	(void)state;
	pair_init(&pair);
	make_chain(&packed, &plain);
	packed.len = 1500;
	for (size_t bit = 0; bit < packed.len * 8; bit++) {
		packed.ptr[bit / 8] ^= (char)(1 << bit % 8);
		compare_rooms(&pair, buf_view(&packed), 258);
		packed.ptr[bit / 8] ^= (char)(1 << bit % 8);
	}
	pair_deinit(&pair);
	buf_deinit(&packed);
	buf_deinit(&plain);
}

/* ------------------------------------------------------------------ a file */

/* A file whose content is replaced again and again, and what came of it. */
struct file {
	int fd;
	char path[32];
	struct pair pair; /* `got` is what the source gave */
	char trouble[200];
};

static void read_source(struct file *file)
{
	struct source *source = source_open(file->path, NULL);
	struct buf *plain = &file->pair.got.plain;
	size_t got;

	assert_non_null(source);
	buf_clear(plain);
	do
		assert_true(buf_reserve(plain, ALL));
	while (source_read(source, plain->ptr + plain->len, ALL, &got) == SPOOR_OK &&
		(plain->len += got));
	snprintf(file->trouble, sizeof(file->trouble), "%s", source_trouble(source));
	source_free(&source);
}

/* What a source says of damage that the careful room finds so. */
static void expect_trouble(const struct outcome *outcome, char *want, size_t room)
{
	switch (outcome->state) {
	case GZ_CORRUPT:
		snprintf(want, room, "corrupt gzip data: %s", outcome->reason);
		break;
	case GZ_FOREIGN:
		snprintf(want, room,
			"bytes behind the end of the gzip data were left out");
		break;
	case GZ_MORE:
		snprintf(want, room, "the gzip data ends too early (truncated file)");
		break;
	default:
		want[0] = '\0';
	}
}

/* `whole` is what the file was made of: where the checksum proves that it is all there, damage to
 * an unused part of a code table does not count. */
static void check_file(struct file *file, spoor_view packed, const struct buf *whole)
{
	const struct buf *want = &file->pair.want.plain;
	const struct buf *got = &file->pair.got.plain;
	char want_trouble[100];

	assert_int_equal(ftruncate(file->fd, 0), 0);
	assert_int_equal(pwrite(file->fd, packed.ptr, packed.len, 0), packed.len);
	read_source(file);
	if (!file->trouble[0] && got->len == whole->len) {
		assert_memory_equal(got->ptr, whole->ptr, got->len);
		return;
	}
	inflate_all(&file->pair.want, &gz_zlib, packed, packed.len, ALL);
	expect_trouble(&file->pair.want, want_trouble, sizeof(want_trouble));
	assert_int_equal(got->len, want->len);
	assert_memory_equal(got->ptr, want->ptr, got->len);
	assert_string_equal(file->trouble, want_trouble);
}

/* Any build gives the bytes and the words of the careful library. */
static void a_damaged_file_reads_the_same_in_every_build(void **state)
{
	struct file file = {.path = "spoor-gz-XXXXXX"};
	struct buf packed;
	struct buf plain;

	(void)state;
	file.fd = mkstemp(file.path);
	assert_true(file.fd >= 0);
	pair_init(&file.pair);
	make_chain(&packed, &plain);
	for (size_t len = 3; len <= packed.len; len += len < 200 ? 3 : 397)
		check_file(&file, view_head(buf_view(&packed), len), &plain);
	for (size_t bit = 24; bit < packed.len * 8; bit += bit < 6000 ? 23 : 997) {
		packed.ptr[bit / 8] ^= (char)(1 << bit % 8);
		check_file(&file, buf_view(&packed), &plain);
		packed.ptr[bit / 8] ^= (char)(1 << bit % 8);
	}
	buf_deinit(&packed);
	buf_deinit(&plain);
	pair_deinit(&file.pair);
	close(file.fd);
	unlink(file.path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_around_the_data),
		cmocka_unit_test(a_wrong_checksum_of_the_head),
		cmocka_unit_test(chained_members_are_one_stream),
		cmocka_unit_test(every_prefix_is_damage_everywhere),
		cmocka_unit_test(every_flipped_bit_is_damage_everywhere),
		cmocka_unit_test(a_damaged_file_reads_the_same_in_every_build),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
