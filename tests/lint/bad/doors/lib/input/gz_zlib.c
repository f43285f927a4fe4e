#include <zlib.h>
#include <string.h>
