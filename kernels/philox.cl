// Philox4x32-10 (Salmon et al. 2011): four random words from a counter and a key, the same bits on
// every device. A seed is the key. The counter is
//
//   word 0   block: which four elements of a sample
//   word 1   place: which sample of its batch
//   word 2   stream: the lower half of the address of the draw
//   word 3   and its upper half
//
// so that element e of the sample at place p has word e % 4 of block e / 4 there.

static inline uint4 philox(const uint block, const uint place, const uint2 stream,
                           const uint2 seed) {
  uint4 c = (uint4)(block, place, stream.x, stream.y);
  uint2 k = seed;
#pragma unroll
  for (int round = 0; round < 10; round++) {
    // Whole products: some compilers make mul_hi of four smaller ones.
    const ulong a = (ulong)0xD2511F53u * c.x, b = (ulong)0xCD9E8D57u * c.z;
    c = (uint4)((uint)(b >> 32) ^ c.y ^ k.x, (uint)b, (uint)(a >> 32) ^ c.w ^ k.y, (uint)a);
    k += (uint2)(0x9E3779B9u, 0xBB67AE85u);
  }
  return c;
}

// Uniform in [0, 1): the upper 24 bits, which a float holds exactly.
static inline float4 philox_uniform(const uint4 words) { return convert_float4(words >> 8) * 0x1p-24f; }
