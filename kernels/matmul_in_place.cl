// What the matrix product's kernels for GPUs share, in batches:
//   C[m, n] = act(bias[n] + sum over k of A[m, k] * B[k, n]).
// A and B are read where they lie, by the steps between their elements. The groups' third dimension
// is batch x splits of k; each split writes a C of its own (matmul_sum adds them).

typedef struct {
  int rows, columns, depth;
  int rowStepA, depthStepA, batchStepA;
  int columnStepB, depthStepB, batchStepB;
  int splits;
} Product;

// The steps of the sum that this group takes.
typedef struct {
  int first, end;
} Depths;

static inline int batch_of_group(const Product p) { return get_group_id(2) / p.splits; }

static inline Depths depths_of_group(const Product p) {
  const int split = get_group_id(2) % p.splits;
  return (Depths){(long)p.depth * split / p.splits, (long)p.depth * (split + 1) / p.splits};
}

static inline void store_result(float x, int row, int column, const __global float *bias,
                                __global float *c, const Product p, float slope) {
  if (row >= p.rows || column >= p.columns) return;
  const size_t matrix = get_group_id(2) * (size_t)p.rows * p.columns;
  c[matrix + (size_t)row * p.columns + column] = activate(x + (bias ? bias[column] : 0), slope);
}
