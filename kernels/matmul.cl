// Matrix product for CPUs, C[m, n] = act(bias[n] + sum over k of A[m, k] * B[k, n]), in batches.
//
// B comes packed (matmul_pack) as [N / NR][K][NR], zero where n >= N. A is read where it lies: with
// ROWS, element (m, k) is at m * step + k (rows in memory); without, at
// (m / MR) * tileStep + m % MR + k * step (packed with MR as width, or columns in memory whose
// length MR divides).
//
// A work-group is one work-item; it does `tiles` x `panels` register tiles of MR x NR = NV * V,
// over KC steps of k at a time, so that B's part stays in the cache and no sum is long. The groups'
// third dimension is batch x splits of k; each split writes a C of its own (matmul_sum adds them).

#define NR (NV * V)
#define KC 256

typedef struct {
  int rows, columns, depth;
  int step, tileStep;
  // Floats from one matrix of the batch to the next; 0 where all share one.
  int batchStepA, batchStepB;
  int tiles, panels, splits;
} Product;

// acc += `count` outer products of a column of A and a row of B.
static inline void accumulate(vec acc[MR][NV], const __global float *row[MR], size_t step,
                              const __global float *b, int count) {
  for (int k = 0; k < count; k++) {
    vec bk[NV];
#pragma unroll
    for (int v = 0; v < NV; v++) bk[v] = load(b + (size_t)k * NR + v * V);
#pragma unroll
    for (int m = 0; m < MR; m++) {
      const vec a = row[m][k * step];
#pragma unroll
      for (int v = 0; v < NV; v++) acc[m][v] = fma(a, bk[v], acc[m][v]);
    }
  }
}

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void matmul(
    __global const float *restrict a, __global const float *restrict packed,
    __global const float *restrict bias, __global float *restrict c, const Product p, float slope) {
  const int batch = get_group_id(2) / p.splits, split = get_group_id(2) % p.splits;
  const int firstTile = get_group_id(0) * p.tiles;
  const int endTile = min(firstTile + p.tiles, (p.rows + MR - 1) / MR);
  const int firstPanel = get_group_id(1) * p.panels;
  const int endPanel = min(firstPanel + p.panels, (p.columns + NR - 1) / NR);
  const int firstK = (long)p.depth * split / p.splits;
  const int endK = (long)p.depth * (split + 1) / p.splits;
  a += (size_t)batch * p.batchStepA;
  packed += (size_t)batch * p.batchStepB;
  c += get_group_id(2) * (size_t)p.rows * p.columns;

  // One round even where there is nothing to sum: C is then the bias.
  for (int k = firstK; k == firstK || k < endK; k += KC) {
    const int count = min(KC, endK - k);
    for (int panel = firstPanel; panel < endPanel; panel++) {
      const __global float *b = packed + ((size_t)panel * p.depth + k) * NR;
      for (int tile = firstTile; tile < endTile; tile++) {
        const __global float *row[MR];
        vec acc[MR][NV];
#pragma unroll
        for (int m = 0; m < MR; m++) {
#ifdef ROWS
          row[m] = a + (size_t)min(tile * MR + m, p.rows - 1) * p.step + k;
#else
          row[m] = a + (size_t)tile * p.tileStep + (size_t)k * p.step + m;
#endif
#pragma unroll
          for (int v = 0; v < NV; v++) acc[m][v] = 0;
        }
#ifdef ROWS
        accumulate(acc, row, 1, b, count);
#else
        accumulate(acc, row, p.step, b, count);
#endif

#pragma unroll
        for (int v = 0; v < NV; v++) {
          const int n = panel * NR + v * V, lanes = p.columns - n;
          if (lanes <= 0) break;
          const vec offset = bias ? load_first(lanes, bias + n) : 0;
#pragma unroll
          for (int m = 0; m < MR; m++) {
            if (tile * MR + m >= p.rows) break;
            __global float *out = c + (size_t)(tile * MR + m) * p.columns + n;
            const vec sum = acc[m][v] + (k == firstK ? offset : load_first(lanes, out));
            store_first(lanes, k + KC < endK ? sum : activate(sum, slope), out);
          }
        }
      }
    }
  }
}
