#include <stddef.h>

size_t alone(void);
