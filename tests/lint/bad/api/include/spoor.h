#define SPOOR_API __attribute__((visibility("default")))

SPOOR_API int spoor_kept(void);
SPOOR_API const char *spoor_promised(
	int a, int b);
