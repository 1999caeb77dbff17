#ifndef PRIYOM_CZLIB_SHIM_H
#define PRIYOM_CZLIB_SHIM_H

#include <zlib.h>

/* inflateInit2 is a macro, which Swift does not see. */
static inline int priyom_inflate_init(z_streamp stream) { return inflateInit2(stream, -MAX_WBITS); }

#endif
