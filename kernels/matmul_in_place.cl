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

// The steps of the sum that this group takes: fours of them, but for the last.
typedef struct {
  int first, end;
} Depths;

static inline int batch_of_group(const Product p) { return get_group_id(2) / p.splits; }

static inline Depths depths_of_group(const Product p) {
  const int split = get_group_id(2) % p.splits;
  const long fours = (p.depth + 3) / 4;
  return (Depths){fours * split / p.splits * 4, min(p.depth, (int)(fours * (split + 1) / p.splits * 4))};
}
