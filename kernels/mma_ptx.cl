// The matrix instruction of NVIDIA's tensor cores, from compute capability 8.0 on:
// mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 of the PTX ISA. A sub-group of 32 work-items adds to
// 16 x 8 sums the products of eight steps, of factors with ten bits after the point (TF32). Its work-item
// 4 g + t holds
//
//   of the left side     rows g and g + 8 at steps t and t + 4: four registers, rows first,
//   of the right side    column g at steps t and t + 4,
//   of the sums          rows g and g + 8 of columns 2 t and 2 t + 1.

#define SUB_GROUP 32

// Room that the instruction needs in local memory, in vectors.
#define EXCHANGE_VECTORS 0
#define UNROLLED _Pragma("unroll")

// The nearest number in TF32; of two that are as near, the larger in magnitude.
static inline float to_tf32(float x) {
  uint bits;
  __asm__("cvt.rna.tf32.f32 %0, %1;" : "=r"(bits) : "f"(x));
  return as_float(bits);
}

static inline void add_product(float *c0, float *c1, float *c2, float *c3, float4 a, float2 b) {
  __asm__ volatile(
      "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, "
      "{%8, %9}, {%0, %1, %2, %3};"
      : "+f"(*c0), "+f"(*c1), "+f"(*c2), "+f"(*c3)
      : "r"(as_uint(a.x)), "r"(as_uint(a.y)), "r"(as_uint(a.z)), "r"(as_uint(a.w)),
        "r"(as_uint(b.x)), "r"(as_uint(b.y)));
}

// Two instructions with one left side, the halves of `right` and sums that alternate: columns 2 t of the
// first and second, then columns 2 t + 1; of row g in `upper`, of row g + 8 in `lower`.
static inline void add_products(float4 *upper, float4 *lower, float4 left, float4 right,
                                Block exchange) {
  float4 u = *upper, l = *lower;
  float sums[8] = {u.x, u.z, l.x, l.z, u.y, u.w, l.y, l.w};
  add_product(sums, sums + 1, sums + 2, sums + 3, left, right.lo);
  add_product(sums + 4, sums + 5, sums + 6, sums + 7, left, right.hi);
  *upper = (float4)(sums[0], sums[4], sums[1], sums[5]);
  *lower = (float4)(sums[2], sums[6], sums[3], sums[7]);
}
