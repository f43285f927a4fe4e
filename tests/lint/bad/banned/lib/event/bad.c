#include <stdio.h>

/* sprintf(text, "a") in a comment is none */
static const char *const words = "strcpy(a, b) in a text is none";

static int my_free(struct thing *thing)
{
	char room[20];
	char *copy = strdup(thing->text);

	sprintf(room, "%d", thing->free(thing));
	printf("%s", room);
	if (atoi (room) > time(NULL))
		abort();
	free(copy);
	localtime_r(&thing->when, &thing->parts);
	return getenv("HOME") != NULL;
}
