// What the heavy kernels for GPUs share: a work-group computes a block of BM x BN results as a product of
// any depth, BK steps at a time, from two blocks that its work-items bring into local memory together.
//
// A work-item has TM x TN results in registers. How the blocks lie in local memory, who brings what, whose
// the results are and how they come about, another file says (group_tile_fma.cl, group_tile_mma.cl).
//
// Memory is read in strips of four floats that lie next to each other, along the depth or along the
// places (a block's rows, or columns). The next block's strips are fetched while this one is multiplied.

#define GROUP_COLUMNS (BN / TN)
#define GROUP_ROWS (BM / TM)
#define GROUP_ITEMS (GROUP_COLUMNS * GROUP_ROWS)
#define IN_GROUP __attribute__((reqd_work_group_size(GROUP_COLUMNS, GROUP_ROWS, 1)))

// Strips a work-item brings of each block. GroupTile sees to it that all bring as many, and that those of
// one item have one place or one depth in common.
#define LEFT_STRIPS (BM * BK / 4 / GROUP_ITEMS)
#define RIGHT_STRIPS (BN * BK / 4 / GROUP_ITEMS)

typedef __local float *Block;

// Where a strip begins in its block.
typedef struct {
  int place, depth;
} Strip;

static inline int group_item(void) { return get_local_id(1) * GROUP_COLUMNS + get_local_id(0); }

static inline void clear(float4 acc[TM][TN / 4]) {
#pragma unroll
  for (int m = 0; m < TM; m++)
#pragma unroll
    for (int n = 0; n < TN / 4; n++) acc[m][n] = 0;
}

// The four floats from p of which `count` exist; where ALIGNED, all or none do, and they are one read.
static inline float4 read_four(const __global float *p, int count, const int aligned) {
  if (aligned) return count > 0 ? *(const __global float4 *)p : (float4)(0);
  return (float4)(count > 0 ? p[0] : 0, count > 1 ? p[1] : 0, count > 2 ? p[2] : 0,
                  count > 3 ? p[3] : 0);
}

// Stores the first `count` of four floats likewise.
static inline void write_four(float4 x, __global float *p, int count, const int aligned) {
  if (aligned) {
    if (count > 0) *(__global float4 *)p = x;
    return;
  }
  if (count > 0) p[0] = x.x;
  if (count > 1) p[1] = x.y;
  if (count > 2) p[2] = x.z;
  if (count > 3) p[3] = x.w;
}
