#include "base/regex.h"
#include "codec/output.h"
#include "event/event.h"
#include "shapes/shape.h"
