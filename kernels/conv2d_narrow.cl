// conv2d.cl for few output channels, as when a picture or its gradient comes out: the vector's
// lanes are V input channels, and their sum is one output. Weights are packed with NR = 1.

// sums += the products of `count` consecutive floats of each pixel's window and their weights.
static inline void accumulate(vec acc[MR], float rest[MR], const __global float *window[MR],
                              const __global float *w, int count) {
  int k = 0;
  for (; k + V <= count; k += V) {
    const vec b = load(w + k);
#pragma unroll
    for (int m = 0; m < MR; m++) acc[m] = fma(load(window[m] + k), b, acc[m]);
  }
  for (; k < count; k++) {
#pragma unroll
    for (int m = 0; m < MR; m++) rest[m] = fma(window[m][k], w[k], rest[m]);
  }
}

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void conv2d_narrow(
    __global const float *restrict x, __global const float *restrict packed,
    __global const float *restrict bias, __global const float *restrict gate,
    __global float *restrict y, const Grid g, int tiles, float slope) {
  const int channel = get_group_id(1), pixels = grid_pixels(g);
  const int firstTile = get_group_id(0) * tiles;
  const int endTile = min(firstTile + tiles, (pixels + MR - 1) / MR);
  const __global float *zeros = packed + get_num_groups(1) * panel_floats(g, 1);
  const int rowRun = g.kernelWidth * g.channels;

  for (int tile = firstTile; tile < endTile; tile++) {
    Place place[MR];
    int inside = 1;
    vec acc[MR];
    float rest[MR];
#pragma unroll
    for (int m = 0; m < MR; m++) {
      place[m] = window_place(g, min(tile * MR + m, pixels - 1));
      inside &= is_column(g, place[m].column) & is_column(g, place[m].column + g.kernelWidth - 1);
      acc[m] = 0;
      rest[m] = bias ? bias[channel] : 0;
    }

    const int columns = inside ? 1 : g.kernelWidth, run = inside ? rowRun : g.channels;
    const __global float *w = packed + channel * panel_floats(g, 1);
    for (int ky = 0; ky < g.kernelHeight; ky++)
      for (int kx = 0; kx < columns; kx++) {
        const __global float *window[MR];
#pragma unroll
        for (int m = 0; m < MR; m++) {
          const int row = place[m].row + ky, column = place[m].column + kx;
          window[m] = is_row(g, row) & is_column(g, column)
                          ? x + input_offset(g, place[m].image, row, column) : zeros;
        }
        accumulate(acc, rest, window, w, run);
        w += run;
      }

#pragma unroll
    for (int m = 0; m < MR; m++) {
      const float sum = sum_of_lanes(acc[m]) + rest[m];
      if (tile * MR + m < pixels) {
        const size_t place = output_offset(g, grid_place(g, tile * MR + m)) + channel;
        y[place] = rectify_one(gate ? gate[place] : sum, sum, slope);
      }
    }
  }
}
