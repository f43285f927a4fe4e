#include "format/format.h"
#include "base/err.h"
#include <stddef.h>
#include <spoor.h>
