#include "up.h"

#include "base/view.h"
#include "event/event.h"
#include "format/format.h"
