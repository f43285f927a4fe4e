#include <spoor.h>
#include <cjson/cJSON.h>
