#include <zlib.h>
#include <openssl/evp.h>
#include <libxml/parser.h>
