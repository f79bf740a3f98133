// Convolution for GPUs over the grid of conv2d_grid.cl, as the matrix product (group_tile.cl) of
// pixels x windows with packed weights, windows x outputs. Windows are gathered on the way into
// local memory.

__kernel IN_GROUP void conv2d_tiled(__global const float *restrict x,
                                    __global const float *restrict packed,
                                    __global const float *restrict bias,
                                    __global const float *restrict gate, __global float *restrict y,
                                    const Grid g, float slope) {
  __local float left[BK][BM + 1], right[BK][BN + 1];
  __local Place places[BM];
  const int panel = get_group_id(0), pixels = grid_pixels(g);
  const int firstPixel = get_group_id(1) * BM, firstChannel = panel * BN;
  const int depth = g.kernelHeight * g.kernelWidth * g.channels;
  const __global float *w = packed + panel * panel_floats(g, BN);

  for (int i = group_item(); i < BM; i += GROUP_ITEMS)
    places[i] = window_place(g, min(firstPixel + i, pixels - 1));
  barrier(CLK_LOCAL_MEM_FENCE);

  float acc[TM][TN];
  clear(acc);
  for (int k0 = 0; k0 < depth; k0 += BK) {
    for (int i = group_item(); i < BM * BK; i += GROUP_ITEMS) {
      const int pixel = i / BK, k = k0 + i % BK;
      const int tap = k / g.channels, channel = k - tap * g.channels;
      const Place place = places[pixel];
      const int row = place.row + tap / g.kernelWidth, column = place.column + tap % g.kernelWidth;
      left[i % BK][pixel] = k < depth && is_row(g, row) && is_column(g, column)
                                ? x[input_offset(g, place.image, row, column) + channel] : 0;
    }
    for (int i = group_item(); i < BN * BK; i += GROUP_ITEMS) {
      const int k = k0 + i / BN;
      right[i / BN][i % BN] = k < depth ? w[(size_t)k * BN + i % BN] : 0;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply(acc, left, right);
    barrier(CLK_LOCAL_MEM_FENCE);
  }

#pragma unroll
  for (int m = 0; m < TM; m++) {
    const int pixel = firstPixel + block_row(m);
    if (pixel < pixels) {
      const size_t out = output_offset(g, grid_place(g, pixel));
#pragma unroll
      for (int n = 0; n < TN; n++) {
        const int o = firstChannel + block_column(n);
        if (o < g.outChannels)
          y[out + o] =
              activate_or_gate(1, acc[m][n] + (bias ? bias[o] : 0), gate, out + o, slope);
      }
    }
  }
}
