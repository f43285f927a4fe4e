static const char *folder(const char *name)
{
	return getenv(name) ? getenv("TZDIR") : "";
}
