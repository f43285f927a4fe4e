mkdir build include
echo 'int spoor_one(void);' > include/spoor.h
echo 'int spoor_one(void) { return 1; }' | cc -shared -fPIC -x c - -o build/libspoor.so
