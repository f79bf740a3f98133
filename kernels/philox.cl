// Philox4x32-10 (Salmon et al. 2011): four random words from a counter and a key, the same bits on
// every device. A seed is the key. The counter is
//
//   word 0   block: which four elements of a sample
//   word 1   place: which sample of its batch
//   word 2   stream: the lower half of the address of the draw
//   word 3   and its upper half
//
// so that element e of the sample at place p has word e % 4 of block e / 4 there. A work-item draws a block on
// GPUs, and on CPUs stretches of them, V at a time. Joined behind vector.cl and interleave.cl.

#if V == 1

typedef uint uint_vec;
typedef ulong ulong_vec;
#define CONVERT(type, value) convert_##type(value)
#define AS_VEC(words) as_float(words)
#define LANE_NUMBERS 0

// For each block of the work-item's.
#define EACH_BLOCK(block)              \
  const uint block = get_global_id(0); \
  if (block < blocks)

#else

typedef JOIN(uint, V) uint_vec;
typedef JOIN(ulong, V) ulong_vec;
#define CONVERT(type, value) JOIN(convert_##type, V)(value)
#define AS_VEC(words) JOIN(as_float, V)(words)
#if V == 16
#define LANE_NUMBERS ((uint_vec)(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15))
#elif V == 8
#define LANE_NUMBERS ((uint_vec)(0, 1, 2, 3, 4, 5, 6, 7))
#else
#define LANE_NUMBERS ((uint_vec)(0, 1, 2, 3))
#endif

// For each V blocks of the work-item's.
#define EACH_BLOCK(block)                                                             \
  for (uint block = get_global_id(0) * STRETCH, end = min(block + STRETCH, (uint)blocks); \
       block < end; block += V)

#endif

// The words of a block, and in further lanes of those behind it: word w of each in words[w].
static inline void philox(uint_vec words[4], const uint block, const uint place,
                          const uint2 stream, const uint2 seed) {
  uint_vec x = block + LANE_NUMBERS, y = place, z = stream.x, w = stream.y;
  uint2 k = seed;
#pragma unroll
  for (int round = 0; round < 10; round++) {
    // Whole products: some compilers make mul_hi of four smaller ones.
    const ulong_vec a = CONVERT(ulong, x) * 0xD2511F53ul, b = CONVERT(ulong, z) * 0xCD9E8D57ul;
    x = CONVERT(uint, b >> 32) ^ y ^ k.x;
    z = CONVERT(uint, a >> 32) ^ w ^ k.y;
    y = CONVERT(uint, b & 0xFFFFFFFFul);
    w = CONVERT(uint, a & 0xFFFFFFFFul);
    k += (uint2)(0x9E3779B9u, 0xBB67AE85u);
  }
  words[0] = x;
  words[1] = y;
  words[2] = z;
  words[3] = w;
}

// The place of a sample in its batch. Where several processes compute a batch, each has `length` of every
// `stride` samples, from `first` on.
#ifdef PART_OF_BATCH
#define PLACES const int first, const int length, const int stride,
#define PLACE(sample) ((sample) / length * stride + first + (sample) % length)
#else
#define PLACES
#define PLACE(sample) (sample)
#endif

// Uniform in [0, 1): the upper 24 bits, which a float holds exactly.
static inline vec philox_uniform(const uint_vec words) {
  return CONVERT(float, words >> 8) * 0x1p-24f;
}

// From word w of each block in values[w] to the order of memory, block after block.
static inline void put_in_order(vec values[4]) {
#if V > 1
  const vec a = interleave_low(values[0], values[2]), b = interleave_low(values[1], values[3]);
  const vec c = interleave_high(values[0], values[2]), d = interleave_high(values[1], values[3]);
  values[0] = interleave_low(a, b);
  values[1] = interleave_high(a, b);
  values[2] = interleave_low(c, d);
  values[3] = interleave_high(c, d);
#endif
}

// Stores what is there of a block, and of those behind it, in the order of memory.
static inline void store_blocks(uint left, const vec values[4], __global float *y) {
  if (left >= 4 * V) {
#pragma unroll
    for (int i = 0; i < 4; i++) store(values[i], y + i * V);
  } else {
#pragma unroll
    for (int i = 0; i < 4; i++)
      if (left > i * V) store_first(left - i * V, values[i], y + i * V);
  }
}
