/* SPDX-License-Identifier: ISC */
/*
 * Runs a fuzz target over files instead of made-up bytes, where there is no libFuzzer: its
 * corpus, with every crash that was ever found, and the test data.
 */
#include "fuzz/fuzz.h"
#include "input/walk.h"
#include "kit/files.h"

static void run_file(const char *path)
{
	struct buf bytes;

	files_read_raw(path, &bytes);
	/* A copy of exactly that size: the sanitizer sees a step behind its end. */
	if (bytes.len) {
		uint8_t *copy = malloc(bytes.len);

		if (!copy)
			exit(2);
		memcpy(copy, bytes.ptr, bytes.len);
		LLVMFuzzerTestOneInput(copy, bytes.len);
		free(copy);
	}
	buf_deinit(&bytes);
}

int main(int argc, char **argv)
{
	struct walk walk;
	size_t count;

	files_find(&walk, argv + 1, argc - 1);
	for (size_t i = 0; i < walk.count; i++)
		run_file(walk.items[i].path);
	count = walk.count;
	walk_deinit(&walk);
	printf("%zu files\n", count);
	return count == 0;
}
