// The matrix instruction of mma_ptx.cl in plain C, for devices that have none: so tests see that every
// work-item holds what it should, and how far sums are off. What a work-item holds the others read from
// local memory.

#pragma OPENCL EXTENSION cl_khr_fp64 : enable

#define SUB_GROUP 32
#define EXCHANGE_VECTORS (2 * GROUP_ITEMS)
// Loops with barriers stay loops.
#define UNROLLED

static inline float to_tf32(float x) {
  return isfinite(x) ? as_float((as_uint(x) + 0x1000) & 0xffffe000) : x;
}

// What a sum has no room for is cut off at each product, as tensor cores are reported to do.
static inline float4 add_cut(float4 sums, float a, float4 b) {
  return convert_float4_rtz(convert_double4(sums) + (double)a * convert_double4(b));
}

static inline void add_products(float4 *upper, float4 *lower, float4 left, float4 right,
                                Block exchange) {
  __local float4 *held = (__local float4 *)exchange;
  held[2 * group_item()] = left;
  held[2 * group_item() + 1] = right;
  barrier(CLK_LOCAL_MEM_FENCE);
  const int item = group_item() % SUB_GROUP, g = item / 4, t = item % 4;
  held += 2 * (group_item() - item);
  for (int k = 0; k < 8; k++) {
    const float4 a = held[2 * (4 * g + k % 4)];
    const float4 b = held[2 * (4 * (2 * t) + k % 4) + 1];
    const float4 c = held[2 * (4 * (2 * t + 1) + k % 4) + 1];
    const float4 columns = k < 4 ? (float4)(b.even, c.even) : (float4)(b.odd, c.odd);
    *upper = add_cut(*upper, k < 4 ? a.x : a.z, columns);
    *lower = add_cut(*lower, k < 4 ? a.y : a.w, columns);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}
