/* SPDX-License-Identifier: ISC */
/* The other end of --wrap: each function does what the hooks say, then what it always does. */
#include "hooks.h"

#include "input/lines.h"

#include <sys/types.h>

struct hooks hooks;

/* The linker's names for the wrapped functions and their wrappers. */
struct lines *__real_lines_new(struct source *source, size_t stretch);
struct lines *__wrap_lines_new(struct source *source, size_t stretch);
ssize_t __real_read(int fd, void *out, size_t room);
ssize_t __wrap_read(int fd, void *out, size_t room);
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void __real_free(void *memory);
void __wrap_free(void *memory);

void hooks_reset(void)
{
	hooks.stretch = 0;
	hooks.read_most = 0;
	hooks.fail_at = 0;
	hooks.fail_for_good = false;
	atomic_store(&hooks.asked, 0);
	atomic_store(&hooks.held, 0);
}

struct lines *__wrap_lines_new(struct source *source, size_t stretch)
{
	return __real_lines_new(source, hooks.stretch ? hooks.stretch : stretch);
}

ssize_t __wrap_read(int fd, void *out, size_t room)
{
	return __real_read(fd, out,
		hooks.read_most && hooks.read_most < room ? hooks.read_most : room);
}

static bool refuses(void)
{
	uint64_t number = atomic_fetch_add(&hooks.asked, 1) + 1;

	if (hooks.fail_at == 0)
		return false;
	return hooks.fail_for_good ? number >= hooks.fail_at : number == hooks.fail_at;
}

static void *given(void *memory)
{
	if (memory)
		atomic_fetch_add(&hooks.held, 1);
	return memory;
}

void *__wrap_malloc(size_t size)
{
	return refuses() ? NULL : given(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
	return refuses() ? NULL : given(__real_calloc(count, size));
}

void *__wrap_realloc(void *memory, size_t size)
{
	void *moved;

	if (refuses())
		return NULL;
	moved = __real_realloc(memory, size);
	return memory ? moved : given(moved);
}

void __wrap_free(void *memory)
{
	if (memory)
		atomic_fetch_sub(&hooks.held, 1);
	__real_free(memory);
}
