#ifndef CALLOCATOR_SHIM_H
#define CALLOCATOR_SHIM_H
#include <malloc.h>
#endif
