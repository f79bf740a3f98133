// Matrix product for CPUs (matmul_tile.cl): a work-item does `tiles` x `panels` register tiles, over KC
// steps of k at a time. B comes packed, or with FILLS is stored as it is and the work-item fills each
// panel itself (matmul_panel.cl), which pays where it then does all rows.

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void matmul(
    __global const float *restrict a, __global const float *restrict right,
    __global const float *restrict bias, __global float *restrict c, const Product p, float slope) {
  const int batch = get_group_id(2) / p.splits, split = get_group_id(2) % p.splits;
  const int firstTile = get_group_id(0) * p.tiles;
  const int endTile = min(firstTile + p.tiles, (p.rows + MR - 1) / MR);
  const int firstPanel = get_group_id(1) * p.panels;
  const int endPanel = min(firstPanel + p.panels, (p.columns + NR - 1) / NR);
  const int firstK = (long)p.depth * split / p.splits;
  const int endK = (long)p.depth * (split + 1) / p.splits;
  a += (size_t)batch * p.batchStepA;
  right += (size_t)batch * p.batchStepB;
  c += get_group_id(2) * (size_t)p.rows * p.columns;
#ifdef FILLS
  __local float b[KC * NR];
#endif

  // One round even where there is nothing to sum: C is then the bias.
  for (int k = firstK; k == firstK || k < endK; k += KC) {
    const int count = min(KC, endK - k);
    for (int panel = firstPanel; panel < endPanel; panel++) {
#if !defined FILLS
      const __global float *b = right + ((size_t)panel * p.depth + k) * NR;
#elif defined ALONG_DEPTH
      fill_panel(b, right + (size_t)panel * NR * p.depth + k, p.depth, p.columns - panel * NR,
                 count);
#else
      fill_panel(b, right + (size_t)k * p.columns + panel * NR, p.columns, p.columns - panel * NR,
                 count);
#endif
      for (int tile = firstTile; tile < endTile; tile++) {
        const __global float *row[MR];
        vec acc[MR][NV];
        tile_rows(row, a, p, tile, k);
        multiply(acc, row, b, count);
        // A copy, so that acc stays in registers: to unroll what follows takes compilers as long as all else.
        vec result[MR][NV];
#pragma unroll
        for (int m = 0; m < MR; m++)
#pragma unroll
          for (int v = 0; v < NV; v++) result[m][v] = acc[m][v];
#pragma unroll
        for (int v = 0; v < NV; v++) {
          const int n = panel * NR + v * V, lanes = p.columns - n;
          if (lanes <= 0) break;
          const vec offset = bias ? load_first(lanes, bias + n) : 0;
#pragma unroll 1
          for (int m = 0; m < MR; m++) {
            if (tile * MR + m >= p.rows) break;
            __global float *out = c + (size_t)(tile * MR + m) * p.columns + n;
            const vec sum = result[m][v] + (k == firstK ? offset : load_first(lanes, out));
            store_first(lanes, k + KC < endK ? sum : activate(sum, slope), out);
          }
        }
      }
    }
  }
}
