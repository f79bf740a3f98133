#include "kernel_sources.h"

#include <stddef.h>
#include <string.h>

// One entry a file of kernels/, in alphabetical order.
static const char activation[] = {
#embed "../../kernels/activation.cl" suffix(, 0)
};
static const char arithmetic[] = {
#embed "../../kernels/arithmetic.cl" suffix(, 0)
};

#define SOURCE(name) {#name, name}
static const struct {
  const char *name;
  const char *text;
} sources[] = {
    SOURCE(activation),
    SOURCE(arithmetic),
};

static const int count = sizeof sources / sizeof sources[0];

int kernel_source_count(void) { return count; }

const char *kernel_source_name(int index) {
  return index >= 0 && index < count ? sources[index].name : NULL;
}

const char *kernel_source(const char *name) {
  for (int i = 0; i < count; i++)
    if (strcmp(sources[i].name, name) == 0) return sources[i].text;
  return NULL;
}
