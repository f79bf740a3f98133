// Inverted dropout of samples of so many elements one after the other; needs philox.cl. The mask is not
// stored: the way back draws it again from the same seed and stream. What is dropped is multiplied with
// 0, as in PyTorch, so that NaN stays visible.

__kernel void dropout(const int blocks, const int samples, PLACES const uint size,
                      __global const float *restrict x, __global float *restrict y,
                      const uint seed0, const uint seed1, const uint stream0, const uint stream1,
                      const float probability) {
  const uint sample = get_global_id(1);
  if (sample >= samples) return;
  const float kept = 1.0f / (1.0f - probability);
  x += (size_t)sample * size;
  y += (size_t)sample * size;
  EACH_BLOCK(block) {
    uint_vec words[4];
    vec values[4];
    philox(words, block, PLACE(sample), (uint2)(stream0, stream1), (uint2)(seed0, seed1));
#pragma unroll
    for (int w = 0; w < 4; w++)
      values[w] = philox_uniform(words[w]) >= probability ? (vec)(kept) : (vec)(0.0f);
    put_in_order(values);
    const uint left = size - 4 * block;
#pragma unroll
    for (int i = 0; i < 4; i++)
      if (left > i * V) values[i] *= load_first(left - i * V, x + 4 * block + i * V);
    store_blocks(left, values, y + 4 * block);
  }
}
