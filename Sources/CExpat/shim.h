#ifndef PRIYOM_CEXPAT_SHIM_H
#define PRIYOM_CEXPAT_SHIM_H

#include <expat.h>

#endif
