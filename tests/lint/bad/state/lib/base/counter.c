static const char *const names[] = {"a", "b"};
static int seen;
static int start = 3;
int shared;

const char *next_name(void)
{
	static int calls;

	shared += start++ + seen++;
	return names[calls++ % 2];
}
