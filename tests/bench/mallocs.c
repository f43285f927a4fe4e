/* SPDX-License-Identifier: ISC */
/*
 * Preloaded into a command, counts its allocations and writes the number to the file that
 * SPOOR_MALLOCS names when it ends.
 */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static atomic_ulong count;

void *malloc(size_t size)
{
	static void *(*real)(size_t);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "malloc");
	atomic_fetch_add(&count, 1);
	return real(size);
}

void *realloc(void *memory, size_t size)
{
	static void *(*real)(void *, size_t);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "realloc");
	atomic_fetch_add(&count, 1);
	return real(memory, size);
}

/* As malloc, so that looking up calloc, which may itself allocate, cannot come back here. */
void *calloc(size_t number, size_t size)
{
	void *memory = NULL;

	if (size == 0 || number <= (size_t)-1 / size)
		memory = malloc(number * size);
	return memory ? memset(memory, 0, number * size) : NULL;
}

__attribute__((destructor)) static void report(void)
{
	const char *path = getenv("SPOOR_MALLOCS");
	FILE *out = path ? fopen(path, "w") : NULL;

	if (!out)
		return;
	fprintf(out, "%lu\n", atomic_load(&count));
	fclose(out);
}
