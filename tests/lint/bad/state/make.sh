dir=build/CMakeFiles/spoor_objects.dir/lib/base
mkdir -p "$dir"
gcc -std=c11 -fPIC -c -o "$dir/counter.c.o" lib/base/counter.c
