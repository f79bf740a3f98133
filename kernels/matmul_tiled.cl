// Matrix product for GPUs (group_tile.cl), in batches:
//   C[m, n] = act(bias[n] + sum over k of A[m, k] * B[k, n]).
// A and B are read where they lie, by the steps between their elements. The groups' third dimension
// is batch x splits of k; each split writes a C of its own (matmul_sum adds them).

typedef struct {
  int rows, columns, depth;
  int rowStepA, depthStepA, batchStepA;
  int columnStepB, depthStepB, batchStepB;
  int splits;
} Product;

__kernel IN_GROUP void matmul_tiled(__global const float *restrict a,
                                    __global const float *restrict b,
                                    __global const float *restrict bias, __global float *restrict c,
                                    const Product p, float slope) {
  __local float left[BK][BM + 1], right[BK][BN + 1];
  const int firstColumn = get_group_id(0) * BN, firstRow = get_group_id(1) * BM;
  const int batch = get_group_id(2) / p.splits, split = get_group_id(2) % p.splits;
  const int firstK = (long)p.depth * split / p.splits;
  const int endK = (long)p.depth * (split + 1) / p.splits;
  a += (size_t)batch * p.batchStepA;
  b += (size_t)batch * p.batchStepB;
  c += get_group_id(2) * (size_t)p.rows * p.columns;

  float acc[TM][TN];
  clear(acc);
  for (int k0 = firstK; k0 < endK; k0 += BK) {
    // Neighbouring work-items read along whichever axis is contiguous.
    for (int i = group_item(); i < BM * BK; i += GROUP_ITEMS) {
      const int row = p.depthStepA == 1 ? i / BK : i % BM, k = p.depthStepA == 1 ? i % BK : i / BM;
      const int m = firstRow + row;
      left[k][row] = m < p.rows && k0 + k < endK
                         ? a[(size_t)m * p.rowStepA + (size_t)(k0 + k) * p.depthStepA] : 0;
    }
    for (int i = group_item(); i < BN * BK; i += GROUP_ITEMS) {
      const int column = p.depthStepB == 1 ? i / BK : i % BN;
      const int k = p.depthStepB == 1 ? i % BK : i / BN, n = firstColumn + column;
      right[k][column] = n < p.columns && k0 + k < endK
                             ? b[(size_t)n * p.columnStepB + (size_t)(k0 + k) * p.depthStepB] : 0;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply(acc, left, right);
    barrier(CLK_LOCAL_MEM_FENCE);
  }

#pragma unroll
  for (int m = 0; m < TM; m++)
#pragma unroll
    for (int n = 0; n < TN; n++) {
      const int row = firstRow + block_row(m), column = firstColumn + block_column(n);
      if (row < p.rows && column < p.columns)
        c[(size_t)row * p.columns + column] =
            activate(acc[m][n] + (bias ? bias[column] : 0), slope);
    }
}
