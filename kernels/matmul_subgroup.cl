// Matrix product (matmul_in_place.cl) for GPUs whose compilers let a kernel ask for sub-groups of
// WIDTH work-items (cl_intel_subgroups, cl_intel_required_subgroup_size).
//
// A work-group is one sub-group, with TM x (TN * WIDTH) results in registers. Each work-item reads
// one of WIDTH steps of A's rows, which then go round by broadcast, and its own columns of B:
// nothing passes through local memory, and nobody waits.

#pragma OPENCL EXTENSION cl_intel_subgroups : enable

// acc += `count` steps of the sum, of which this work-item has A's `lane`th in `left`.
static inline void steps(float acc[TM][TN], const float left[TM], const __global float *b,
                         const int column[TN], int count, const Product p) {
  for (int k = 0; k < count; k++) {
    float right[TN];
#pragma unroll
    for (int n = 0; n < TN; n++)
      right[n] = b[(size_t)k * p.depthStepB + (size_t)column[n] * p.columnStepB];
#pragma unroll
    for (int m = 0; m < TM; m++) {
      const float x = sub_group_broadcast(left[m], k);
#pragma unroll
      for (int n = 0; n < TN; n++) acc[m][n] = fma(x, right[n], acc[m][n]);
    }
  }
}

static inline void store_result(float x, int row, int column, const __global float *bias,
                                __global float *c, const Product p, float slope) {
  if (row >= p.rows || column >= p.columns) return;
  const size_t matrix = get_group_id(2) * (size_t)p.rows * p.columns;
  c[matrix + (size_t)row * p.columns + column] = activate(x + (bias ? bias[column] : 0), slope);
}

__attribute__((intel_reqd_sub_group_size(WIDTH)))
__attribute__((reqd_work_group_size(WIDTH, 1, 1)))
__kernel void matmul_subgroup(__global const float *restrict a, __global const float *restrict b,
                              __global const float *restrict bias, __global float *restrict c,
                              const Product p, float slope) {
  const int lane = get_sub_group_local_id();
  const int firstColumn = get_group_id(0) * TN * WIDTH + lane, firstRow = get_group_id(1) * TM;
  const Depths depths = depths_of_group(p);
  a += (size_t)batch_of_group(p) * p.batchStepA;
  b += (size_t)batch_of_group(p) * p.batchStepB;

  // Beyond the matrices their last row and column are read again, for results that nobody stores.
  const __global float *rows[TM];
  int column[TN];
  float acc[TM][TN];
#pragma unroll
  for (int m = 0; m < TM; m++) {
    rows[m] = a + (size_t)min(firstRow + m, p.rows - 1) * p.rowStepA;
#pragma unroll
    for (int n = 0; n < TN; n++) acc[m][n] = 0;
  }
#pragma unroll
  for (int n = 0; n < TN; n++) column[n] = min(firstColumn + n * WIDTH, p.columns - 1);

  for (int k0 = depths.first; k0 < depths.end; k0 += WIDTH) {
    const int k = min(k0 + lane, depths.end - 1);
    float left[TM];
#pragma unroll
    for (int m = 0; m < TM; m++) left[m] = rows[m][(size_t)k * p.depthStepA];
    const __global float *from = b + (size_t)k0 * p.depthStepB;
    // A count that the compiler knows can be unrolled.
    if (k0 + WIDTH <= depths.end)
      steps(acc, left, from, column, WIDTH, p);
    else
      steps(acc, left, from, column, depths.end - k0, p);
  }

#pragma unroll
  for (int m = 0; m < TM; m++)
#pragma unroll
    for (int n = 0; n < TN; n++)
      store_result(acc[m][n], firstRow + m, firstColumn + n * WIDTH, bias, c, p, slope);
}
