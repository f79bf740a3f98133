// Inverted dropout of samples of so many elements one after the other; needs philox.cl. The mask is not
// stored: the way back draws it again from the same seed and stream. What is dropped is multiplied with
// 0, as in PyTorch, so that NaN stays visible. A work-item does one block of four elements of a sample.

__kernel void dropout(const int blocks, const int samples, const uint size,
                      __global const float *restrict x, __global float *restrict y,
                      const uint seed0, const uint seed1, const uint stream0, const uint stream1,
                      const float probability) {
  const uint block = get_global_id(0), place = get_global_id(1);
  if (block >= blocks || place >= samples) return;
  const float4 u = philox_uniform(
      philox(block, place, (uint2)(stream0, stream1), (uint2)(seed0, seed1)));
  const float kept = 1.0f / (1.0f - probability);
  const float4 mask = select((float4)(0.0f), (float4)(kept), u >= probability);
  const uint left = size - 4 * block;
  x += (size_t)place * size + 4 * block;
  y += (size_t)place * size + 4 * block;
  if (left >= 4) {
    vstore4(vload4(0, x) * mask, 0, y);
  } else {
    y[0] = mask.x * x[0];
    if (left > 1) y[1] = mask.y * x[1];
    if (left > 2) y[2] = mask.z * x[2];
  }
}
