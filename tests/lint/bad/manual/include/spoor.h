SPOOR_API int spoor_known(void);
SPOOR_API const char *spoor_unknown(
	int a);
