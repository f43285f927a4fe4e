/* What size_t is, this header does not know. */

size_t needs(void);
