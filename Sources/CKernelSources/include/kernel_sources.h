#ifndef KERNEL_SOURCES_H
#define KERNEL_SOURCES_H

/// The number of embedded kernel files.
int kernel_source_count(void);

/// The name of the embedded file at `index`, without its ending; NULL past the end.
const char *kernel_source_name(int index);

/// The OpenCL C text of the file `kernels/<name>.cl`; NULL where there is no such file.
const char *kernel_source(const char *name);

#endif
