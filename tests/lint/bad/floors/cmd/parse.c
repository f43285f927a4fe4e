#include <spoor.h>

#include "opt.h"
#include "base/view.h"
