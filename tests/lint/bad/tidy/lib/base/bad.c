int depth(int a)
{
	return a ? depth(a - 1) + 1 : 0;
}

int same(int a)
{
	return a == 1 || a == 1;
}
