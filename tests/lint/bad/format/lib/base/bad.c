int good(int a)
{
	return a;
}

int bad( int a ) {
    return a;
}
