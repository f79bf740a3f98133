// The first file of Kernels.
