#include "kernel_sources.h"

#include <stddef.h>
#include <string.h>

// One entry a file of kernels/, in alphabetical order.
static const char relu[] = {
#embed "../../kernels/relu.cl" suffix(, 0)
};

static const struct {
  const char *name;
  const char *text;
} sources[] = {
    {"relu", relu},
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
