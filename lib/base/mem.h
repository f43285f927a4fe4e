/* SPDX-License-Identifier: ISC */
#ifndef BASE_MEM_H
#define BASE_MEM_H

/* The only door to malloc and free. NULL means that there is no memory; nobody aborts. */

#include <stddef.h>

/* `size` zeroed bytes; the caller frees with mem_free. */
void *mem_new(size_t size);

/* `size` bytes with any content. */
void *mem_alloc(size_t size);

/* Grows or shrinks; on failure the old memory stays as it is. */
void *mem_resize(void *memory, size_t size);

/* A copy of `len` bytes with a NUL behind them. */
char *mem_copy_string(const char *bytes, size_t len);

void mem_free(void *memory);

#endif
