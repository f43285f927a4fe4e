mkdir build
n=0
while [ "$n" -lt 44 ]; do
	echo "SPOOR_API int spoor_more_$n(void);" >> include/spoor.h
	echo "int spoor_more_$n(void) { return $n; }" >> lib/api.c
	n=$((n + 1))
done
gcc -std=c11 -Iinclude -fPIC -shared -fvisibility=hidden -o build/libspoor.so lib/api.c
