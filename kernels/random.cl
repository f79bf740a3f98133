// Tensors of random numbers, samples of so many elements one after the other; needs philox.cl.
//
//   sample 0: [block 0][block 1]..[last block, cut]  sample 1: [block 0]..

#define ARGUMENTS                                                                               \
  const int blocks, const int samples, PLACES const uint size, __global float *restrict y,      \
      const uint seed0, const uint seed1, const uint stream0, const uint stream1

// Stores four values of each of the work-item's blocks, given its words.
#define DRAW(VALUES)                                                                            \
  const uint sample = get_global_id(1);                                                         \
  if (sample >= samples) return;                                                                \
  y += (size_t)sample * size;                                                                   \
  EACH_BLOCK(block) {                                                                           \
    uint_vec words[4];                                                                          \
    vec values[4];                                                                              \
    philox(words, block, PLACE(sample), (uint2)(stream0, stream1), (uint2)(seed0, seed1));      \
    VALUES                                                                                      \
    put_in_order(values);                                                                       \
    store_blocks(size - 4 * block, values, y + 4 * block);                                      \
  }

// Their bits in floats, which nothing computes with.
__kernel void random_words(ARGUMENTS) {
  DRAW(for (int w = 0; w < 4; w++) values[w] = AS_VEC(words[w]);)
}

__kernel void random_uniform(ARGUMENTS, const float low, const float width) {
  DRAW(for (int w = 0; w < 4; w++)
           values[w] = fma((vec)(width), philox_uniform(words[w]), (vec)(low));)
}

// Box and Muller's method, two pairs a block; the radius takes 1 - u, which is never zero.
__kernel void random_normal(ARGUMENTS) {
  DRAW(for (int w = 0; w < 4; w += 2) {
    const vec radius = sqrt(-2.0f * log(1.0f - philox_uniform(words[w])));
    const vec angle = 2.0f * philox_uniform(words[w + 1]);
    values[w] = radius * cospi(angle);
    values[w + 1] = radius * sinpi(angle);
  })
}
