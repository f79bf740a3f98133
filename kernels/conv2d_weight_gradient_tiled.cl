// Weight gradient of the convolution over the grid of conv2d_grid.cl, for GPUs, as the matrix
// product (group_tile.cl) of window places x pixels with pixels x outputs. The pixels are split
// among the groups' third dimension; partial sums lie as [split][ky][kx][I][O] for
// conv2d_weight_gradient_sum.

__kernel IN_GROUP void conv2d_weight_gradient_tiled(__global const float *restrict x,
                                                    __global const float *restrict dy,
                                                    __global float *restrict partial,
                                                    const Grid g) {
  __local float left[BK][BM + 1], right[BK][BN + 1];
  __local Place places[BK];
  const int firstChannel = get_group_id(0) * BN, firstRow = get_group_id(1) * BM;
  const int split = get_group_id(2), splits = get_num_groups(2), pixels = grid_pixels(g);
  const int firstPixel = (long)pixels * split / splits;
  const int endPixel = (long)pixels * (split + 1) / splits;
  const int rows = g.kernelHeight * g.kernelWidth * g.channels;

  float acc[TM][TN];
  clear(acc);
  for (int p0 = firstPixel; p0 < endPixel; p0 += BK) {
    for (int i = group_item(); i < BK; i += GROUP_ITEMS)
      places[i] = window_place(g, min(p0 + i, endPixel - 1));
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int i = group_item(); i < BM * BK; i += GROUP_ITEMS) {
      const int k = i / BM, r = firstRow + i % BM;
      const int tap = r / g.channels, channel = r - tap * g.channels;
      const Place place = places[k];
      const int row = place.row + tap / g.kernelWidth, column = place.column + tap % g.kernelWidth;
      const int exists = r < rows && p0 + k < endPixel;
      left[k][i % BM] = exists && is_row(g, row) && is_column(g, column)
                            ? x[input_offset(g, place.image, row, column) + channel] : 0;
    }
    for (int i = group_item(); i < BN * BK; i += GROUP_ITEMS) {
      const int k = i / BN, o = firstChannel + i % BN;
      right[k][i % BN] = o < g.outChannels && p0 + k < endPixel
                             ? dy[(size_t)(p0 + k) * g.outChannels + o] : 0;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply(acc, left, right);
    barrier(CLK_LOCAL_MEM_FENCE);
  }

  partial += (size_t)split * rows * g.outChannels;
#pragma unroll
  for (int m = 0; m < TM; m++)
#pragma unroll
    for (int n = 0; n < TN; n++) {
      const int row = firstRow + block_row(m), o = firstChannel + block_column(n);
      if (row < rows && o < g.outChannels) partial[(size_t)row * g.outChannels + o] = acc[m][n];
    }
}
