/* SPDX-License-Identifier: ISC */
/* One door to the allocator, so that a test can let the n-th allocation fail. */
#include "mem.h"

#include <stdlib.h>
#include <string.h>

void *mem_new(size_t size)
{
	return calloc(1, size);
}

void *mem_alloc(size_t size)
{
	return malloc(size);
}

void *mem_resize(void *memory, size_t size)
{
	return realloc(memory, size);
}

char *mem_copy_string(const char *bytes, size_t len)
{
	char *copy = malloc(len + 1);

	if (!copy)
		return NULL;
	if (len)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

void mem_free(void *memory)
{
	free(memory);
}
