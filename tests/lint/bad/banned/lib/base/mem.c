void *mem_new(size_t size)
{
	return calloc(1, size);
}
