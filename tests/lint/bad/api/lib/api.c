#include <spoor.h>

int spoor_kept(void)
{
	return 0;
}

SPOOR_API int leaked(void)
{
	return 1;
}

int hidden(void)
{
	return 2;
}
