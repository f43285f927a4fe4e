mkdir -p lib/base include tests/law
blanks() { n=$1; while [ "$n" -gt 0 ]; do echo; n=$((n - 1)); done; }
blanks 601 > lib/base/long.c
blanks 600 > lib/base/fits.c
blanks 121 > lib/base/long.h
blanks 351 > include/spoor.h
blanks 601 > tests/law/long.py
{ printf 'int fits(void)\n{\n'; blanks 78; printf '}\n\n'
  printf 'static int\nlong_one(int a,\n\tint b)\n{\n'; blanks 79; printf '}\n'; } > lib/base/one.c
