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

// The work-item's strips of a block of so many places that begins at a place and a depth.
static inline void fetch_side(float4 *strips, const Side s, int place, int depth, int end,
                              const int places, const int alongDepth) {
#pragma unroll
  for (int i = 0; i < places * BK / 4 / GROUP_ITEMS; i++) {
    const Strip at = strip_of_item(i, places, alongDepth);
    strips[i] = read_side(s, place + at.place, depth + at.depth, end, alongDepth);
  }
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
  fetch_side(nextLeft, sideA, firstRow, depths.first, depths.end, BM, LEFT_ALONG_DEPTH);
  fetch_side(nextRight, sideB, firstColumn, depths.first, depths.end, BN, RIGHT_ALONG_DEPTH);
  for (int k0 = depths.first; k0 < depths.end; k0 += BK) {
    put_left(left, nextLeft, LEFT_ALONG_DEPTH);
    put_right(right, nextRight, RIGHT_ALONG_DEPTH);
    barrier(CLK_LOCAL_MEM_FENCE);
    fetch_side(nextLeft, sideA, firstRow, k0 + BK, depths.end, BM, LEFT_ALONG_DEPTH);
    fetch_side(nextRight, sideB, firstColumn, k0 + BK, depths.end, BN, RIGHT_ALONG_DEPTH);
    multiply(acc, left, right);
    barrier(CLK_LOCAL_MEM_FENCE);
  }

  c += get_group_id(2) * (size_t)p.rows * p.columns;
#pragma unroll
  for (int n = 0; n < TN / 4; n++) {
    const int column = firstColumn + result_column(n), count = p.columns - column;
    const float4 offset = bias ? read_four(bias + column, count, ALIGNED) : (float4)(0);
#pragma unroll
    for (int m = 0; m < TM; m++) {
      const int row = firstRow + result_row(m);
      if (row < p.rows)
        write_four(activate(acc[m][n] + offset, slope), c + (size_t)row * p.columns + column, count,
                   ALIGNED);
    }
  }
}
