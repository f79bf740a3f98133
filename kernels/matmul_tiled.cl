// Matrix product (matmul_in_place.cl) in blocks of local memory (group_tile.cl).

__kernel IN_GROUP void matmul_tiled(__global const float *restrict a,
                                    __global const float *restrict b,
                                    __global const float *restrict bias, __global float *restrict c,
                                    const Product p, float slope) {
  __local float left[BK][BM + 1], right[BK][BN + 1];
  const int firstColumn = get_group_id(0) * BN, firstRow = get_group_id(1) * BM;
  const Depths depths = depths_of_group(p);
  a += (size_t)batch_of_group(p) * p.batchStepA;
  b += (size_t)batch_of_group(p) * p.batchStepB;

  float acc[TM][TN];
  clear(acc);
  for (int k0 = depths.first; k0 < depths.end; k0 += BK) {
    // Neighbouring work-items read along whichever axis is contiguous.
    for (int i = group_item(); i < BM * BK; i += GROUP_ITEMS) {
      const int row = p.depthStepA == 1 ? i / BK : i % BM, k = p.depthStepA == 1 ? i % BK : i / BM;
      const int m = firstRow + row;
      left[k][row] = m < p.rows && k0 + k < depths.end
                         ? a[(size_t)m * p.rowStepA + (size_t)(k0 + k) * p.depthStepA] : 0;
    }
    for (int i = group_item(); i < BN * BK; i += GROUP_ITEMS) {
      const int column = p.depthStepB == 1 ? i / BK : i % BN;
      const int k = p.depthStepB == 1 ? i % BK : i / BN, n = firstColumn + column;
      right[k][column] = n < p.columns && k0 + k < depths.end
                             ? b[(size_t)n * p.columnStepB + (size_t)(k0 + k) * p.depthStepB] : 0;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply(acc, left, right);
    barrier(CLK_LOCAL_MEM_FENCE);
  }

#pragma unroll
  for (int m = 0; m < TM; m++)
#pragma unroll
    for (int n = 0; n < TN; n++)
      store_result(acc[m][n], firstRow + block_row(m), firstColumn + block_column(n), bias, c, p,
                   slope);
}
