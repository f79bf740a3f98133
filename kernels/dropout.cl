// Inverted dropout; needs philox.cl. The mask is not stored: the way back draws it again from the
// same seed and stream. What is dropped is multiplied with 0, as in PyTorch, so that NaN stays visible. A
// work-item does one block of four elements.

__kernel void dropout(const uint count, __global const float *restrict x,
                      __global float *restrict y, const uint seed0, const uint seed1,
                      const uint stream0, const uint stream1, const float probability) {
  const uint block = get_global_id(0);
  const float4 u =
      philox_uniform(philox(block, (uint2)(stream0, stream1), (uint2)(seed0, seed1)));
  const float kept = 1.0f / (1.0f - probability);
  const float4 mask = select((float4)(0.0f), (float4)(kept), u >= probability);
  const uint first = 4 * block;
  if (first + 4 <= count) {
    vstore4(vload4(block, x) * mask, block, y);
  } else {
    if (first < count) y[first] = mask.x * x[first];
    if (first + 1 < count) y[first + 1] = mask.y * x[first + 1];
    if (first + 2 < count) y[first + 2] = mask.z * x[first + 2];
  }
}
