// Convolution for CPUs over the grid of conv2d_grid.cl:
//   y[pixel, o] = act(bias[o] + sum over ky, kx, i of x[window + (ky, kx), i] * w[ky, kx, i, o]),
// act being leaky ReLU of the slope (1: identity, 0: ReLU), or as `gate` decides (epilogue.cl). Where
// output o of a grid's pixel lies, conv2d_pixel.cl or conv2d_subpixel.cl says, which is joined before.
//
// A work-group is one work-item; it computes MR pixels x NR = NV * V channels at a time in
// registers, `tiles` times. Pixels run on over rows and images, so that small images fill a tile
// too.

#define NR (NV * V)

// acc += `count` consecutive floats of each pixel's window times their weights.
static inline void accumulate(vec acc[MR][NV], const __global float *window[MR],
                              const __global float *w, int count) {
  for (int k = 0; k < count; k++) {
    vec b[NV];
#pragma unroll
    for (int v = 0; v < NV; v++) b[v] = load(w + (size_t)k * NR + v * V);
#pragma unroll
    for (int m = 0; m < MR; m++) {
      const vec a = window[m][k];
#pragma unroll
      for (int v = 0; v < NV; v++) acc[m][v] = fma(a, b[v], acc[m][v]);
    }
  }
}

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void conv2d(
    __global const float *restrict x, __global const float *restrict packed,
    __global const float *restrict bias, __global const float *restrict gate,
    __global float *restrict y, const Grid g, int tiles, float slope) {
  const int panel = get_group_id(1), pixels = grid_pixels(g), channel = panel * NR;
  const int firstTile = get_group_id(0) * tiles;
  const int endTile = min(firstTile + tiles, (pixels + MR - 1) / MR);
  const __global float *zeros = packed + get_num_groups(1) * panel_floats(g, NR);
  const int rowRun = g.kernelWidth * g.channels;
  Outputs to[NV];
  vec offset[NV];
#pragma unroll
  for (int v = 0; v < NV; v++) {
    to[v] = outputs_at(g, channel + v * V);
    offset[v] = bias && channel + v * V < g.outChannels ? load_bias(g, to[v], bias) : 0;
  }

  for (int tile = firstTile; tile < endTile; tile++) {
    Place pixel[MR], place[MR];
    int inside = 1;
    vec acc[MR][NV];
#pragma unroll
    for (int m = 0; m < MR; m++) {
      // Beyond the last pixel that one once more, which is not stored.
      pixel[m] = m == 0 ? grid_place(g, tile * MR)
                 : tile * MR + m < pixels ? next_place(g, pixel[m - 1]) : pixel[m - 1];
      place[m] = window_of(g, pixel[m]);
      inside &= is_column(g, place[m].column) & is_column(g, place[m].column + g.kernelWidth - 1);
#pragma unroll
      for (int v = 0; v < NV; v++) acc[m][v] = offset[v];
    }

    // A whole kernel row of consecutive floats where no window crosses the image's side.
    const int columns = inside ? 1 : g.kernelWidth, run = inside ? rowRun : g.channels;
    const __global float *w = packed + panel * panel_floats(g, NR);
    for (int ky = 0; ky < g.kernelHeight; ky++)
      for (int kx = 0; kx < columns; kx++) {
        const __global float *window[MR];
#pragma unroll
        for (int m = 0; m < MR; m++) {
          const int row = place[m].row + ky, column = place[m].column + kx;
          window[m] = is_row(g, row) & is_column(g, column)
                          ? x + input_offset(g, place[m].image, row, column) : zeros;
        }
        accumulate(acc, window, w, run);
        w += (size_t)run * NR;
      }

    // A copy, so that acc stays in registers: to unroll what follows takes compilers as long as all else.
    vec result[MR][NV];
#pragma unroll
    for (int m = 0; m < MR; m++)
#pragma unroll
      for (int v = 0; v < NV; v++) result[m][v] = acc[m][v];
    Place at = pixel[0];
#pragma unroll 1
    for (int m = 0; m < MR; m++) {
      if (tile * MR + m >= pixels) break;
#pragma unroll
      for (int v = 0; v < NV; v++) {
        if (channel + v * V >= g.outChannels) break;
        store_outputs(g, to[v], at, result[m][v], gate, y, slope);
      }
      at = next_place(g, at);
    }
  }
}
