// Weight gradient of the convolution over the grid of conv2d_grid.cl, for GPUs, as the matrix
// product (group_tile.cl) of window places x pixels with pixels x outputs. The pixels are split
// among the groups' third dimension; partial sums lie as [split][ky][kx][I][O] for
// conv2d_weight_gradient_sum. Work-groups behind the splits sum blocks of a bias's gradient (bias_sums.cl).
//
// Build options: INPUT_ALIGNED and OUTPUT_ALIGNED are 1 where four divides the channels of x, or of dy.

// Channel `r` of the places of a window: where in x it lies for the window of a pixel, or 0.
static inline float window_float(const __global float *x, const Grid g, const Place window, int r) {
  const int tap = r / g.channels, ky = tap / g.kernelWidth;
  const int row = window.row + ky, column = window.column + tap - ky * g.kernelWidth;
  const int exists = ky < g.kernelHeight && is_row(g, row) && is_column(g, column);
  return exists ? x[input_offset(g, window.image, row, column) + r - tap * g.channels] : 0;
}

// The work-item's strips of the windows of pixels, of which there are `end - pixel`.
static inline void fetch_windows(float4 strips[LEFT_STRIPS], const __global float *x, const Grid g,
                                 const Place places[LEFT_STRIPS], int row, int pixel, int end) {
#if INPUT_ALIGNED
  // All strips of a work-item have one tap.
  const int r = row + strip_of_item(0, BM, 0).place;
  const int tap = r / g.channels, ky = tap / g.kernelWidth, kx = tap - ky * g.kernelWidth;
#endif
#pragma unroll
  for (int i = 0; i < LEFT_STRIPS; i++) {
    const Strip at = strip_of_item(i, BM, 0);
    const Place window = window_of(g, places[i]);
    const int exists = pixel + at.depth < end;
#if INPUT_ALIGNED
    const int y = window.row + ky, column = window.column + kx;
    const size_t offset = input_offset(g, window.image, y, column) + r - tap * g.channels;
    strips[i] = read_four(
        x + offset, exists & (ky < g.kernelHeight) & is_row(g, y) & is_column(g, column), 1);
#else
    float lanes[4];
#pragma unroll
    for (int lane = 0; lane < 4; lane++)
      lanes[lane] = exists ? window_float(x, g, window, row + at.place + lane) : 0;
    strips[i] = vload4(0, lanes);
#endif
  }
}

static inline void fetch_outputs(float4 strips[RIGHT_STRIPS], const __global float *dy,
                                 const Grid g, int channel, int pixel, int end) {
#pragma unroll
  for (int i = 0; i < RIGHT_STRIPS; i++) {
    const Strip at = strip_of_item(i, BN, 0);
    const int o = channel + at.place, k = pixel + at.depth;
    strips[i] = read_four(dy + (size_t)k * g.outChannels + o, k < end ? g.outChannels - o : 0,
                          OUTPUT_ALIGNED);
  }
}

__kernel IN_GROUP void conv2d_weight_gradient_tiled(__global const float *restrict x,
                                                    __global const float *restrict dy,
                                                    __global float *restrict partial,
                                                    const Grid g, const int splits,
                                                    __global const float *restrict bias_upstream,
                                                    __global float *restrict bias_sums,
                                                    const int biasRows, const int biases,
                                                    const int blocks) {
  __local float4 leftVectors[LEFT_VECTORS], rightVectors[RIGHT_VECTORS];
  Block left = (Block)leftVectors, right = (Block)rightVectors;
  const int firstChannel = get_group_id(0) * BN, firstRow = get_group_id(1) * BM;
  const int split = get_group_id(2), pixels = grid_pixels(g);
  if (split >= splits) {
    const int across = get_num_groups(0), layer = get_num_groups(1) * across;
    sum_bias_blocks(bias_upstream, bias_sums, biasRows, biases, blocks,
                    (split - splits) * layer + get_group_id(1) * across + get_group_id(0),
                    (get_num_groups(2) - splits) * layer, (__local float *)leftVectors);
    return;
  }
  const int firstPixel = (long)pixels * split / splits;
  const int endPixel = (long)pixels * (split + 1) / splits;
  const int rows = g.kernelHeight * g.kernelWidth * g.channels;

  Place places[LEFT_STRIPS];
#pragma unroll
  for (int i = 0; i < LEFT_STRIPS; i++)
    places[i] = grid_place(g, firstPixel + strip_of_item(i, BM, 0).depth);

  float4 acc[TM][TN / 4], nextLeft[LEFT_STRIPS], nextRight[RIGHT_STRIPS];
  clear(acc);
  fetch_windows(nextLeft, x, g, places, firstRow, firstPixel, endPixel);
  fetch_outputs(nextRight, dy, g, firstChannel, firstPixel, endPixel);
  for (int p0 = firstPixel; p0 < endPixel; p0 += BK) {
    put_left(left, nextLeft, 0);
    put_right(right, nextRight, 0);
    barrier(CLK_LOCAL_MEM_FENCE);
#pragma unroll
    for (int i = 0; i < LEFT_STRIPS; i++) places[i] = place_after(g, places[i], BK);
    fetch_windows(nextLeft, x, g, places, firstRow, p0 + BK, endPixel);
    fetch_outputs(nextRight, dy, g, firstChannel, p0 + BK, endPixel);
    multiply(acc, left, right);
    barrier(CLK_LOCAL_MEM_FENCE);
  }

  partial += (size_t)split * rows * g.outChannels;
#pragma unroll
  for (int m = 0; m < TM; m++)
#pragma unroll
    for (int n = 0; n < TN / 4; n++) {
      const int row = firstRow + result_row(m);
      const int o = firstChannel + result_column(n);
      if (row < rows)
        write_four(acc[m][n], partial + (size_t)row * g.outChannels + o, g.outChannels - o,
                   OUTPUT_ALIGNED);
    }
}
