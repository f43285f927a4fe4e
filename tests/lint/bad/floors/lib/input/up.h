#include "base/view.h"
/* #include "stream/block.h" in a comment is none */
