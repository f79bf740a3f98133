// Tensors of random numbers; needs philox.cl. A work-item draws one block of four.

#define STORE4(y, values)                                          \
  const uint first = 4 * block;                                    \
  if (first + 4 <= count) {                                        \
    vstore4(values, block, y);                                     \
  } else {                                                         \
    if (first < count) y[first] = values.x;                        \
    if (first + 1 < count) y[first + 1] = values.y;                \
    if (first + 2 < count) y[first + 2] = values.z;                \
  }

__kernel void random_words(const uint count, __global uint *restrict y, const uint seed0,
                           const uint seed1, const uint stream0, const uint stream1) {
  const uint block = get_global_id(0);
  const uint4 words = philox(block, (uint2)(stream0, stream1), (uint2)(seed0, seed1));
  STORE4(y, words)
}

__kernel void random_uniform(const uint count, __global float *restrict y, const uint seed0,
                             const uint seed1, const uint stream0, const uint stream1,
                             const float low, const float width) {
  const uint block = get_global_id(0);
  const float4 u =
      philox_uniform(philox(block, (uint2)(stream0, stream1), (uint2)(seed0, seed1)));
  const float4 values = fma((float4)(width), u, (float4)(low));
  STORE4(y, values)
}

// Box and Muller's method, two pairs a block; the radius takes 1 - u, which is never zero.
__kernel void random_normal(const uint count, __global float *restrict y, const uint seed0,
                            const uint seed1, const uint stream0, const uint stream1) {
  const uint block = get_global_id(0);
  const float4 u =
      philox_uniform(philox(block, (uint2)(stream0, stream1), (uint2)(seed0, seed1)));
  const float2 radius = sqrt(-2.0f * log(1.0f - u.even));
  const float2 angle = 2.0f * u.odd;
  const float4 values = (float4)(radius.x * cospi(angle.x), radius.x * sinpi(angle.x),
                                 radius.y * cospi(angle.y), radius.y * sinpi(angle.y));
  STORE4(y, values)
}
