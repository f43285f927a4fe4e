#include "bad.h"

#include <unistd.h>
#include <errno.h>

#include "base/err.h"
#include <zlib.h>
