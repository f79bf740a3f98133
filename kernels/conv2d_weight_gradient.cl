// Weight gradient of the convolution over the grid of conv2d_grid.cl, for CPUs:
//   dw[ky, kx, i, o] = sum over pixels of x[window of pixel + (ky, kx), i] * dy[pixel, o].
//
// A work-group is one work-item; for every kernel place it sums outer products of MR input and
// NR = NV * V output channels in registers, over `rowsPerBlock` rows of the grid at a time, so that
// these rows stay in the cache from one kernel place to the next, and no sum is long. Where NR does
// not divide O, the last panel moves back to end at O (MR and I likewise), so that no lane is
// wasted; only where O is below NR, lanes are MASKED.
//
// Rows are split among the groups' third dimension. Partial sums lie as
// [split][O / NR][I / MR][ky][kx][MR][NR] and are added up, always in the same order, by
// conv2d_weight_gradient_sum.

#define NR (NV * V)

#ifdef MASKED
#define load_outputs(count, p) load_first(count, p)
#else
#define load_outputs(count, p) load(p)
#endif

// acc += outer products of `count` pixels.
static inline void accumulate(vec acc[MR][NV], const __global float *x, int xStep,
                              const __global float *dy, int outputs, int count) {
  for (int k = 0; k < count; k++) {
    vec b[NV];
#pragma unroll
    for (int v = 0; v < NV; v++) b[v] = load_outputs(outputs - v * V, dy + v * V);
#pragma unroll
    for (int m = 0; m < MR; m++) {
      const vec a = x[m];
#pragma unroll
      for (int v = 0; v < NV; v++) acc[m][v] = fma(a, b[v], acc[m][v]);
    }
    x += xStep;
    dy += outputs;
  }
}

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void conv2d_weight_gradient(
    __global const float *restrict x, __global const float *restrict dy,
    __global float *restrict partial, const Grid g, int tiles, int rowsPerBlock) {
  const int panel = get_group_id(1), split = get_group_id(2), splits = get_num_groups(2);
  const int allTiles = (g.channels + MR - 1) / MR, firstTile = get_group_id(0) * tiles;
  const int endTile = min(firstTile + tiles, allTiles);
  const int channel = max(0, min(panel * NR, g.outChannels - NR));
  const int rows = g.batch * g.gridHeight;
  const int firstRow = (long)rows * split / splits, endRow = (long)rows * (split + 1) / splits;
  const int taps = g.kernelHeight * g.kernelWidth;
  const int xStep = g.stepX * g.channels;
  __global float *sums =
      partial + ((size_t)split * get_num_groups(1) + panel) * allTiles * taps * MR * NR;

  for (int block = firstRow; block < endRow; block += rowsPerBlock) {
    const int endBlock = min(block + rowsPerBlock, endRow);
    for (int tile = firstTile; tile < endTile; tile++) {
      const int input = min(tile * MR, g.channels - MR);
      for (int ky = 0; ky < g.kernelHeight; ky++)
        for (int kx = 0; kx < g.kernelWidth; kx++) {
          // The grid's columns whose place (ky, kx) lies inside the image.
          const int offset = g.left + kx;
          const int from = max(0, (g.stepX - 1 - offset) / g.stepX);
          const int to = min(g.gridWidth, (g.width - offset + g.stepX - 1) / g.stepX);

          vec acc[MR][NV];
#pragma unroll
          for (int m = 0; m < MR; m++)
#pragma unroll
            for (int v = 0; v < NV; v++) acc[m][v] = 0;

          int image = block / g.gridHeight, gy = block - image * g.gridHeight;
          for (int row = block; row < endBlock; row++) {
            const int y = gy * g.stepY + g.top + ky;
            if (is_row(g, y)) {
              const __global float *a =
                  x + input_offset(g, image, y, from * g.stepX + offset) + input;
              const __global float *b =
                  dy + ((size_t)row * g.gridWidth + from) * g.outChannels + channel;
              accumulate(acc, a, xStep, b, g.outChannels, to - from);
            }
            if (++gy == g.gridHeight) {
              gy = 0;
              image++;
            }
          }

          __global float *sum = sums + ((size_t)tile * taps + ky * g.kernelWidth + kx) * MR * NR;
#pragma unroll
          for (int m = 0; m < MR; m++)
#pragma unroll
            for (int v = 0; v < NV; v++) {
              __global float *place = sum + m * NR + v * V;
              store(block == firstRow ? acc[m][v] : load(place) + acc[m][v], place);
            }
        }
    }
  }
}
