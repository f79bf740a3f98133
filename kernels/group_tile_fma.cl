// Multiplies two blocks in local memory (group_tile.cl): a multiply-add a result and step of the depth.
//
//                        right: BK x BN
//                      +--+--+--+--+--+--+
//                      |  tx      tx     |      The results of a work-item (tx, ty) are squares of 4 x 4:
//                      +--+--+--+--+--+--+      BN / (TN / 4) columns apart and BM / (TM / 4) rows apart,
//   left:      +--+    +--+--+--+--+--+--+      so that neighbours read and write neighbouring memory,
//   BM x BK    |  |    |ty##      ##     |      and every one reads and writes four floats at a time.
//              |  |    |                 |
//              |  |    |ty##      ##     |
//              +--+    +--+--+--+--+--+--+

// Floats from one step of the depth to the next in local memory: four more than there are places keep the
// banks of a transposing store apart.
#define STEP(places) ((places) + 4)
#define LEFT_VECTORS (BK * STEP(BM) / 4)
#define RIGHT_VECTORS (BK * STEP(BN) / 4)

// Steps of the depth that are written out: with more of them some compilers run out of registers, and AMD's
// keeps so many that fewer than eight waves fit a SIMD.
#if defined(__AMDGPU__) && BK > 8
#define UNROLL 4
#else
#define UNROLL 8
#endif

#define AS_TEXT(x) #x
#define PRAGMA(x) _Pragma(AS_TEXT(x))

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

static inline void put_left(Block block, const float4 *strips, const int alongDepth) {
  put_strips(block, strips, BM, alongDepth);
}
static inline void put_right(Block block, const float4 *strips, const int alongDepth) {
  put_strips(block, strips, BN, alongDepth);
}

// Where in the block acc[m][n] begins.
static inline int result_row(int m) { return (m / 4 * GROUP_ROWS + get_local_id(1)) * 4 + m % 4; }
static inline int result_column(int n) { return (n * GROUP_COLUMNS + get_local_id(0)) * 4; }

// acc += the product of the two blocks in local memory.
static inline void multiply(float4 acc[TM][TN / 4], const __local float *left,
                            const __local float *right) {
  PRAGMA(unroll UNROLL)
  for (int k = 0; k < BK; k++) {
    float4 a[TM / 4], b[TN / 4];
#pragma unroll
    for (int m = 0; m < TM / 4; m++)
      a[m] = *(const __local float4 *)(left + k * STEP(BM) + result_row(4 * m));
#pragma unroll
    for (int n = 0; n < TN / 4; n++)
      b[n] = *(const __local float4 *)(right + k * STEP(BN) + result_column(n));
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
