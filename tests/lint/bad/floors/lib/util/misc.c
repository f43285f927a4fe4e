#include "base/view.h"
