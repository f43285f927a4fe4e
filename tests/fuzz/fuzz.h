/* SPDX-License-Identifier: ISC */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

/*
 * A fuzz target is one file: tests/fuzz/<name>.c. With libFuzzer it becomes fuzz-run-<name>; with
 * the driver it runs over its corpus and the test data as fuzz-<name>.
 */

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the run when what we promise does not hold; assert() is not there in every build. */
#define fuzz_must(promise) fuzz_check((promise), #promise, __FILE__, __LINE__)

static inline void fuzz_check(int holds, const char *promise, const char *file, int line)
{
	if (holds)
		return;
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, promise);
	abort();
}

/* The same with a fault in words; NULL: none. */
static inline void fuzz_no_fault(const char *fault, const char *where)
{
	if (!fault)
		return;
	fprintf(stderr, "%s: %s\n", where, fault);
	abort();
}

#endif
