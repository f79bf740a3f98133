// Matrix product (matmul_in_place.cl) in blocks of local memory (group_tile.cl).
//
// Build options: LEFT_ALONG_DEPTH is 1 where A lies as rows x depth and not as depth x rows,
// RIGHT_ALONG_DEPTH where B lies as columns x depth; ALIGNED where four divides whichever axis of A, B and
// C is contiguous, so that strips are read and written as vectors.

// One side of the product, of one matrix of the batch.
typedef struct {
  const __global float *floats;
  // How many rows or columns, and the floats from one to the next, along the places and the depth.
  int places, placeStep, depthStep;
} Side;

// The strip of a block at `at`, whose first place and depth are given. Beyond the last place, floats of
// others are read, whose results nobody stores; beyond the end of the depth are zeros.
static inline float4 read_side(const Side s, int place, int depth, int end,
                               const int alongDepth) {
  const int last = s.places - 1;
  if (alongDepth)
    return read_four(s.floats + (size_t)min(place, last) * s.placeStep + depth, end - depth,
                     ALIGNED);
  const __global float *line = s.floats + (size_t)depth * s.depthStep;
  if (ALIGNED) return read_four(line + min(place, last - 3), end - depth, 1);
  if (depth >= end) return 0;
  return (float4)(line[min(place, last)], line[min(place + 1, last)], line[min(place + 2, last)],
                  line[min(place + 3, last)]);
}

static inline Strip left_strip(int i) {
  return LEFT_ALONG_DEPTH ? strip_along_depth(i) : strip_along_places(i, BM);
}

static inline Strip right_strip(int i) {
  return RIGHT_ALONG_DEPTH ? strip_along_depth(i) : strip_along_places(i, BN);
}

// The work-item's strips of a block that begins at a row, or a column, and a depth.
static inline void fetch_left(float4 strips[LEFT_STRIPS], const Side a, int row, int depth,
                              int end) {
#pragma unroll
  for (int i = 0; i < LEFT_STRIPS; i++)
    strips[i] = read_side(a, row + left_strip(i).place, depth + left_strip(i).depth, end,
                          LEFT_ALONG_DEPTH);
}

static inline void fetch_right(float4 strips[RIGHT_STRIPS], const Side b, int column, int depth,
                               int end) {
#pragma unroll
  for (int i = 0; i < RIGHT_STRIPS; i++)
    strips[i] = read_side(b, column + right_strip(i).place, depth + right_strip(i).depth, end,
                          RIGHT_ALONG_DEPTH);
}

__kernel IN_GROUP void matmul_tiled(__global const float *restrict a,
                                    __global const float *restrict b,
                                    __global const float *restrict bias, __global float *restrict c,
                                    const Product p, float slope) {
  __local float4 leftVectors[LEFT_VECTORS], rightVectors[RIGHT_VECTORS];
  Block left = (Block)leftVectors, right = (Block)rightVectors;
  const int firstColumn = get_group_id(0) * BN, firstRow = get_group_id(1) * BM;
  const Depths depths = depths_of_group(p);
  const size_t batch = batch_of_group(p);
  const Side sideA = {a + batch * p.batchStepA, p.rows, p.rowStepA, p.depthStepA};
  const Side sideB = {b + batch * p.batchStepB, p.columns, p.columnStepB, p.depthStepB};

  float4 acc[TM][TN / 4], nextLeft[LEFT_STRIPS], nextRight[RIGHT_STRIPS];
  clear(acc);
  fetch_left(nextLeft, sideA, firstRow, depths.first, depths.end);
  fetch_right(nextRight, sideB, firstColumn, depths.first, depths.end);
  for (int k0 = depths.first; k0 < depths.end; k0 += BK) {
#pragma unroll
    for (int i = 0; i < LEFT_STRIPS; i++)
      if (LEFT_ALONG_DEPTH) put_along_depth(left, LEFT_STEP, left_strip(i), nextLeft[i]);
      else put_along_places(left, LEFT_STEP, left_strip(i), nextLeft[i]);
#pragma unroll
    for (int i = 0; i < RIGHT_STRIPS; i++)
      if (RIGHT_ALONG_DEPTH) put_along_depth(right, RIGHT_STEP, right_strip(i), nextRight[i]);
      else put_along_places(right, RIGHT_STEP, right_strip(i), nextRight[i]);
    barrier(CLK_LOCAL_MEM_FENCE);
    fetch_left(nextLeft, sideA, firstRow, k0 + BK, depths.end);
    fetch_right(nextRight, sideB, firstColumn, k0 + BK, depths.end);
    multiply(acc, left, right);
    barrier(CLK_LOCAL_MEM_FENCE);
  }

  c += get_group_id(2) * (size_t)p.rows * p.columns;
#pragma unroll
  for (int n = 0; n < TN / 4; n++) {
    const int column = firstColumn + square_column(n), count = p.columns - column;
    const float4 offset = bias ? read_four(bias + column, count, ALIGNED) : (float4)(0);
#pragma unroll
    for (int m = 0; m < TM; m++) {
      const int row = firstRow + square_row(m / 4) + m % 4;
      if (row < p.rows)
        write_four(activate(acc[m][n] + offset, slope), c + (size_t)row * p.columns + column, count,
                   ALIGNED);
    }
  }
}
