// Multiplies two blocks in local memory (group_tile.cl) by matrix instructions (mma_ptx.cl), which a
// sub-group's work-items do together: they have 8 TM x 4 TN results, of which work-item 4 g + t has
//
//   rows 2 g and 2 g + 1 of every 16, and columns 4 t to 4 t + 3 of every 16.
//
// Local memory holds cells: 2 places at 2 steps of the depth, which is what one work-item holds of the left
// side of an instruction, or of the right sides of two. (Rows, columns and steps may change places: only
// both sides must have the same steps.)
//
// The build option PARTS is 1 for TF32. It is 2 for tf32x3: each factor is the sum of two in TF32, of
// whose four products the three larger count. A tensor core cuts off what its sums have no room for, so
// these leave it after each eight steps.

// Sub-groups along the columns.
#define SUB_COLUMNS (BN / (4 * TN))
static inline int sub_group_row(void) { return group_item() / SUB_GROUP / SUB_COLUMNS * (8 * TM); }
static inline int sub_group_column(void) {
  return group_item() / SUB_GROUP % SUB_COLUMNS * (4 * TN);
}
static inline int item_g(void) { return group_item() % SUB_GROUP / 4; }
static inline int item_t(void) { return group_item() % 4; }

// Where in the block acc[m][n] begins.
static inline int result_row(int m) { return sub_group_row() + m / 2 * 16 + item_g() * 2 + m % 2; }
static inline int result_column(int n) { return sub_group_column() + n * 16 + item_t() * 4; }

#define LEFT_VECTORS (PARTS * BM * BK / 4 + EXCHANGE_VECTORS)
#define RIGHT_VECTORS (PARTS * BN * BK / 4)

// Where the cell of places 2 place, 2 place + 1 and steps 2 step, 2 step + 1 lies. Eight work-items that
// follow each other meet all banks of local memory: those that read cells, at two places and four steps, as
// those that write them, which lie along the places, or at two of them along the depth.
static inline int cell(int place, int step, const int places) {
  return step * (places / 2) + (place ^ place / 8 % 2 ^ (step / 2 % 4 ^ step % 2 * 2) * 2);
}

// The work-item's strip i of a block with so many places, along the depth, or along these. Two that follow
// each other are neighbours: they make two cells.
static inline Strip strip_of_item(int i, const int places, const int alongDepth) {
  const int item = group_item(), across = alongDepth ? BK / 4 : places / 4;
  const int along = item % across * 4;
  const int pair = item / across + i / 2 * (GROUP_ITEMS / across);
  return alongDepth ? (Strip){2 * pair + i % 2, along} : (Strip){along, 2 * pair + i % 2};
}

// Writes a cell in its parts: rounded, and what that leaves, which lies a block further.
static inline void put_cell(__local float4 *at, const float4 x, const int blockVectors) {
  const float4 rounded = (float4)(to_tf32(x.x), to_tf32(x.y), to_tf32(x.z), to_tf32(x.w));
  *at = rounded;
#if PARTS == 2
  const float4 rest = x - rounded;
  at[blockVectors] = (float4)(to_tf32(rest.x), to_tf32(rest.y), to_tf32(rest.z), to_tf32(rest.w));
#endif
}

// Brings the work-item's strips of a block into local memory. Cells are places before steps on the left
// side (0, 0), (1, 0), (0, 1), (1, 1), and steps before places on the right.
static inline void put_strips(Block block, const float4 *strips, const int places,
                              const int alongDepth, const int isLeft) {
  __local float4 *cells = (__local float4 *)block;
  const int vectors = places * BK / 4;
#pragma unroll
  for (int i = 0; i < vectors / GROUP_ITEMS; i += 2) {
    const Strip at = strip_of_item(i, places, alongDepth);
    const int place = at.place / 2, step = at.depth / 2;
    const float4 a = strips[i], b = strips[i + 1];
    const int isTurned = alongDepth == isLeft;
    const float4 first = isTurned ? (float4)(a.x, b.x, a.y, b.y) : (float4)(a.lo, b.lo);
    const float4 second = isTurned ? (float4)(a.z, b.z, a.w, b.w) : (float4)(a.hi, b.hi);
    put_cell(cells + cell(place, step, places), first, vectors);
    put_cell(cells + cell(place + !alongDepth, step + alongDepth, places), second, vectors);
  }
}
static inline void put_left(Block block, const float4 *strips, const int alongDepth) {
  put_strips(block, strips, BM, alongDepth, 1);
}
static inline void put_right(Block block, const float4 *strips, const int alongDepth) {
  put_strips(block, strips, BN, alongDepth, 0);
}

// acc += the product of the two blocks in local memory.
static inline void multiply(float4 acc[TM][TN / 4], Block left, Block right) {
  const __local float4 *leftCells = (const __local float4 *)left;
  const __local float4 *rightCells = (const __local float4 *)right;
  Block exchange = left + PARTS * BM * BK;
  UNROLLED
  for (int k = 0; k < BK / 8; k++) {
    const int step = 4 * k + item_t();
    float4 a[PARTS][TM / 2], b[PARTS][TN / 4];
#pragma unroll
    for (int part = 0; part < PARTS; part++) {
#pragma unroll
      for (int m = 0; m < TM / 2; m++)
        a[part][m] = leftCells[part * (BM * BK / 4) +
                               cell(sub_group_row() / 2 + 8 * m + item_g(), step, BM)];
#pragma unroll
      for (int n = 0; n < TN / 4; n++)
        b[part][n] = rightCells[part * (BN * BK / 4) +
                                cell(sub_group_column() / 2 + 8 * n + item_g(), step, BN)];
    }
    UNROLLED
    for (int m = 0; m < TM / 2; m++) {
      UNROLLED
      for (int n = 0; n < TN / 4; n++) {
        const float4 before[2] = {acc[2 * m][n], acc[2 * m + 1][n]};
        float4 upper = PARTS == 1 ? before[0] : 0, lower = PARTS == 1 ? before[1] : 0;
        // The rest of the left side by the right, that of the right by the left, then the larger.
        UNROLLED
        for (int product = PARTS == 1 ? 0 : 2; product >= 0; product--)
          add_products(&upper, &lower, a[product / 2][m], b[product % 2][n], exchange);
        acc[2 * m][n] = PARTS == 1 ? upper : before[0] + upper;
        acc[2 * m + 1][n] = PARTS == 1 ? lower : before[1] + lower;
      }
    }
  }
}
