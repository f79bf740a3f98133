// The first file of OpenCL.
