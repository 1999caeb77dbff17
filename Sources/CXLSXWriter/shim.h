#ifndef PRIYOM_CXLSXWRITER_SHIM_H
#define PRIYOM_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
