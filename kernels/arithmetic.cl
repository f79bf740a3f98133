// Elementwise sums, differences and products, and one scalar with all elements.

__kernel void add(const uint count, __global const float *restrict a,
                  __global const float *restrict b, __global float *restrict result) {
  const uint i = get_global_id(0);
  if (i < count) result[i] = a[i] + b[i];
}

__kernel void subtract(const uint count, __global const float *restrict a,
                       __global const float *restrict b, __global float *restrict result) {
  const uint i = get_global_id(0);
  if (i < count) result[i] = a[i] - b[i];
}

__kernel void multiply(const uint count, __global const float *restrict a,
                       __global const float *restrict b, __global float *restrict result) {
  const uint i = get_global_id(0);
  if (i < count) result[i] = a[i] * b[i];
}

// result = factor x + offset
__kernel void scale(const uint count, __global const float *restrict x,
                    __global float *restrict result, const float factor, const float offset) {
  const uint i = get_global_id(0);
  if (i < count) result[i] = fma(factor, x[i], offset);
}
