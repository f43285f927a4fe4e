/* SPDX-License-Identifier: ISC */
#include "format/custom.h"

struct custom {
	int x;
};
struct custom *custom_load(const char *path, struct spoor_error *error)
{
	(void)path;
	(void)error;
	return NULL;
}
void custom_free(struct custom **custom)
{
	*custom = NULL;
}
bool custom_read(const struct custom *custom, struct scene *scene, spoor_view line,
	struct spoor_event *event)
{
	(void)custom;
	(void)scene;
	(void)line;
	(void)event;
	return false;
}
