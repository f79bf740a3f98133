// Tensors of random numbers, samples of so many elements one after the other; needs philox.cl. A
// work-item draws one block of four of one sample.
//
//   sample 0: [block 0][block 1]..[last block, cut]  sample 1: [block 0]..

#define BLOCK                                                           \
  const uint block = get_global_id(0), place = get_global_id(1);        \
  if (block >= blocks || place >= samples) return;                      \
  const uint4 words = philox(block, place, (uint2)(stream0, stream1), (uint2)(seed0, seed1));

#define STORE4(y, values)                                               \
  const uint left = size - 4 * block;                                   \
  y += (size_t)place * size + 4 * block;                                \
  if (left >= 4) {                                                      \
    vstore4(values, 0, y);                                              \
  } else {                                                              \
    y[0] = values.x;                                                    \
    if (left > 1) y[1] = values.y;                                      \
    if (left > 2) y[2] = values.z;                                      \
  }

__kernel void random_words(const int blocks, const int samples, const uint size,
                           __global uint *restrict y, const uint seed0, const uint seed1,
                           const uint stream0, const uint stream1) {
  BLOCK
  STORE4(y, words)
}

__kernel void random_uniform(const int blocks, const int samples, const uint size,
                             __global float *restrict y, const uint seed0, const uint seed1,
                             const uint stream0, const uint stream1, const float low,
                             const float width) {
  BLOCK
  const float4 values = fma((float4)(width), philox_uniform(words), (float4)(low));
  STORE4(y, values)
}

// Box and Muller's method, two pairs a block; the radius takes 1 - u, which is never zero.
__kernel void random_normal(const int blocks, const int samples, const uint size,
                            __global float *restrict y, const uint seed0, const uint seed1,
                            const uint stream0, const uint stream1) {
  BLOCK
  const float4 u = philox_uniform(words);
  const float2 radius = sqrt(-2.0f * log(1.0f - u.even));
  const float2 angle = 2.0f * u.odd;
  const float4 values = (float4)(radius.x * cospi(angle.x), radius.x * sinpi(angle.x),
                                 radius.y * cospi(angle.y), radius.y * sinpi(angle.y));
  STORE4(y, values)
}
