int main(void)
{
	system("ls");
	printf("%s\n", getenv("NO_COLOR"));
	exit(strtok(words, " ") != NULL);
}
