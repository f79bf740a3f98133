// The first file of KernelCases.
