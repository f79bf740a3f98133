// What the heavy kernels for GPUs share: a work-group computes a block of BM x BN results as a product of
// any depth, BK steps at a time, from two blocks that its work-items bring into local memory together.
//
//                        right: BK x BN
//                      +--+--+--+--+--+--+
//                      |  tx      tx     |      A work-item (tx, ty) has TM x TN results in registers,
//                      +--+--+--+--+--+--+      as squares of 4 x 4: BN / (TN / 4) columns apart
//   left:      +--+    +--+--+--+--+--+--+      and BM / (TM / 4) rows apart, so that neighbours
//   BM x BK    |  |    |ty##      ##     |      read and write neighbouring memory, and every one
//              |  |    |                 |      reads and writes four floats at a time.
//              |  |    |ty##      ##     |
//              +--+    +--+--+--+--+--+--+
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

// Floats from one step of the depth to the next in local memory: four more than there are places keep the
// banks of a transposing store apart.
#define STEP(places) ((places) + 4)
#define LEFT_VECTORS (BK * STEP(BM) / 4)
#define RIGHT_VECTORS (BK * STEP(BN) / 4)

// Steps of the depth that are written out: with more of them some compilers run out of registers.
#define UNROLL 8

#define AS_TEXT(x) #x
#define PRAGMA(x) _Pragma(AS_TEXT(x))

typedef __local float *Block;

// Where a strip begins in its block.
typedef struct {
  int place, depth;
} Strip;

static inline int group_item(void) { return get_local_id(1) * GROUP_COLUMNS + get_local_id(0); }

// The work-item's strip i of a block with so many places: along the depth, or along these.
static inline Strip strip_of_item(int i, const int places, const int alongDepth) {
  const int strip = group_item() + i * GROUP_ITEMS;
  return alongDepth ? (Strip){strip / (BK / 4), strip % (BK / 4) * 4}
                    : (Strip){strip % (places / 4) * 4, strip / (places / 4)};
}

// Brings the work-item's strips of a block into local memory.
static inline void put_strips(Block block, const float4 *strips, const int places,
                              const int alongDepth) {
  const int step = STEP(places);
#pragma unroll
  for (int i = 0; i < places * BK / 4 / GROUP_ITEMS; i++) {
    const Strip at = strip_of_item(i, places, alongDepth);
    Block first = block + at.depth * step + at.place;
    if (alongDepth) {
      first[0] = strips[i].x;
      first[step] = strips[i].y;
      first[2 * step] = strips[i].z;
      first[3 * step] = strips[i].w;
    } else {
      *(__local float4 *)first = strips[i];
    }
  }
}

// The row and column within the block of the first result of the work-item's square (m, n).
static inline int square_row(int m) { return (m * GROUP_ROWS + get_local_id(1)) * 4; }
static inline int square_column(int n) { return (n * GROUP_COLUMNS + get_local_id(0)) * 4; }

static inline void clear(float4 acc[TM][TN / 4]) {
#pragma unroll
  for (int m = 0; m < TM; m++)
#pragma unroll
    for (int n = 0; n < TN / 4; n++) acc[m][n] = 0;
}

// acc += the product of the two blocks in local memory.
static inline void multiply(float4 acc[TM][TN / 4], const __local float *left,
                            const __local float *right) {
  PRAGMA(unroll UNROLL)
  for (int k = 0; k < BK; k++) {
    float4 a[TM / 4], b[TN / 4];
#pragma unroll
    for (int m = 0; m < TM / 4; m++)
      a[m] = *(const __local float4 *)(left + k * STEP(BM) + square_row(m));
#pragma unroll
    for (int n = 0; n < TN / 4; n++)
      b[n] = *(const __local float4 *)(right + k * STEP(BN) + square_column(n));
#pragma unroll
    for (int m = 0; m < TM / 4; m++)
#pragma unroll
      for (int n = 0; n < TN / 4; n++) {
        acc[4 * m][n] = fma(a[m].x, b[n], acc[4 * m][n]);
        acc[4 * m + 1][n] = fma(a[m].y, b[n], acc[4 * m + 1][n]);
        acc[4 * m + 2][n] = fma(a[m].z, b[n], acc[4 * m + 2][n]);
        acc[4 * m + 3][n] = fma(a[m].w, b[n], acc[4 * m + 3][n]);
      }
  }
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
