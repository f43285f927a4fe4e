#include <spoor.h>

#include "base/err.h"
