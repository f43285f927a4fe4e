#include "good.h"

#include "base/err.h"
#include "format/format.h"

#include <spoor.h>
#include <zlib.h>
#include <errno.h>
#include <unistd.h>
