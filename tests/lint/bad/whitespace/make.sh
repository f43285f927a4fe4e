mkdir -p lib/base tests/cli/parse
printf 'a \nb\t\nc\r\nd' > lib/base/ends.c
printf 'a\n\n' > lib/base/empty.c
printf 'fine\n' > lib/base/fine.c
printf 'as printed ' > tests/cli/parse/case.out
