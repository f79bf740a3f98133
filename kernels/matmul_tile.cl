// What the matrix product's kernels for CPUs share: C[m, n] = act(bias + sum over k of A[m, k] *
// B[k, n]) in register tiles of MR x NR = NV * V, in batches.
//
// With ROWS, A is read where it lies, rows by depth; without, in panels as high as a
// tile, [M / MR][K][MR]. B comes in panels [N / NR][K][NR] (matmul_panel.cl).
//
// A work-group is one work-item. The sum is taken KC steps at a time, so that B's part stays in the
// cache and no sum is long. The groups' third dimension is batch x splits of k; each split writes a C
// of its own (matmul_sum adds them).

#define NR (NV * V)

typedef struct {
  int rows, columns, depth;
  // Floats from one matrix of the batch to the next; 0 where all share one.
  int batchStepA, batchStepB;
  int tiles, panels, splits;
} Product;

// The rows of a tile from step k on.
static inline void tile_rows(const __global float *row[MR], const __global float *a, const Product p,
                             int tile, int k) {
#pragma unroll
  for (int m = 0; m < MR; m++)
#ifdef ROWS
    row[m] = a + (size_t)min(tile * MR + m, p.rows - 1) * p.depth + k;
#else
    row[m] = a + ((size_t)tile * p.depth + k) * MR + m;
#endif
}

// acc = the sum of `count` outer products of a column of A and a row of B.
static inline void multiply(vec acc[MR][NV], const __global float *row[MR], const PANEL float *b,
                            int count) {
#pragma unroll
  for (int m = 0; m < MR; m++)
#pragma unroll
    for (int v = 0; v < NV; v++) acc[m][v] = 0;
  for (int k = 0; k < count; k++) {
    vec bk[NV];
#pragma unroll
    for (int v = 0; v < NV; v++) bk[v] = *(const PANEL vec_in_memory *)(b + k * NR + v * V);
#pragma unroll
    for (int m = 0; m < MR; m++) {
#ifdef ROWS
      const vec a = row[m][k];
#else
      const vec a = row[m][k * MR];
#endif
#pragma unroll
      for (int v = 0; v < NV; v++) acc[m][v] = fma(a, bk[v], acc[m][v]);
    }
  }
}
