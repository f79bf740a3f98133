// Matrix product for CPUs (matmul_tile.cl) with few columns: a work-item does `tiles` tiles of all
// panels, each over the whole depth, so that A is read once and in order. With TURNED it stores the
// transpose of C, c[n * rows + m], whose bias belongs to m.

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void matmul_narrow(
    __global const float *restrict a, __global const float *restrict packed,
    __global const float *restrict bias, __global float *restrict c, const Product p, float slope) {
  const int batch = get_group_id(2) / p.splits, split = get_group_id(2) % p.splits;
  const int firstTile = get_group_id(0) * p.tiles;
  const int endTile = min(firstTile + p.tiles, (p.rows + MR - 1) / MR);
  const int firstK = (long)p.depth * split / p.splits;
  const int endK = (long)p.depth * (split + 1) / p.splits;
  a += (size_t)batch * p.batchStepA;
  packed += (size_t)batch * p.batchStepB;
  c += get_group_id(2) * (size_t)p.rows * p.columns;

  for (int tile = firstTile; tile < endTile; tile++)
    for (int panel = 0; panel * NR < p.columns; panel++) {
      vec sum[MR][NV];
#pragma unroll
      for (int m = 0; m < MR; m++)
#pragma unroll
        for (int v = 0; v < NV; v++) sum[m][v] = 0;
      for (int k = firstK; k < endK; k += KC) {
        const __global float *row[MR];
        vec acc[MR][NV];
        tile_rows(row, a, p, tile, k);
        multiply(acc, row, packed + ((size_t)panel * p.depth + k) * NR, min(KC, endK - k));
#pragma unroll
        for (int m = 0; m < MR; m++)
#pragma unroll
          for (int v = 0; v < NV; v++) sum[m][v] += acc[m][v];
      }
      const int rows = min(MR, p.rows - tile * MR), columns = min(NR, p.columns - panel * NR);
#ifdef TURNED
      float lanes[MR][NR];
#pragma unroll
      for (int m = 0; m < MR; m++)
#pragma unroll
        for (int v = 0; v < NV; v++) {
          const vec offset = bias && m < rows ? bias[tile * MR + m] : 0;
          *(vec_in_memory *)(lanes[m] + v * V) = activate(sum[m][v] + offset, slope);
        }
      __global float *out = c + (size_t)panel * NR * p.rows + tile * MR;
      for (int n = 0; n < columns; n++)
        for (int m = 0; m < rows; m++) out[(size_t)n * p.rows + m] = lanes[m][n];
#else
      __global float *out = c + (size_t)tile * MR * p.columns + panel * NR;
#pragma unroll
      for (int v = 0; v < NV; v++) {
        const int left = columns - v * V;
        if (left <= 0) break;
        const vec offset = bias ? load_first(left, bias + panel * NR + v * V) : 0;
#pragma unroll
        for (int m = 0; m < MR; m++) {
          if (m >= rows) break;
          store_first(left, activate(sum[m][v] + offset, slope),
                      out + (size_t)m * p.columns + v * V);
        }
      }
#endif
    }
}
