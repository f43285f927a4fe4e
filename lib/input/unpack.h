/* SPDX-License-Identifier: ISC */
#ifndef INPUT_UNPACK_H
#define INPUT_UNPACK_H

/* Plain bytes of what is packed: gzip, xz, zstd, bzip2. Memory does not depend on their number. */

#include "input/archive.h"

struct unpack;

/* `packing` is one of the four. Without memory, or where this build cannot do it, NULL. */
struct unpack *unpack_new(
	enum packing packing, const struct supply *supply, struct spoor_error *error);
void unpack_free(struct unpack **unpack);

/* Up to `room` plain bytes; SPOOR_END when there are no more. SPOOR_E_DAMAGE ends them too. */
enum spoor_status unpack_read(
	struct unpack *unpack, char *out, size_t room, size_t *got_r);

/* Why they ended early, in words; "" when they did not. */
const char *unpack_trouble(const struct unpack *unpack);

#endif
