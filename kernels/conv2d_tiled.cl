// Convolution for GPUs over the grid of conv2d_grid.cl, as the matrix product (group_tile.cl) of
// pixels x windows with packed weights, windows x outputs. Windows are gathered on the way into
// local memory.
//
// What the outputs of a grid's pixel are, another file says (conv2d_pixel.cl, conv2d_subpixel.cl). The
// build option INPUT_ALIGNED is 1 where four divides the channels of x.

// A place of the window and a channel: where a strip lies in the windows of all its pixels.
typedef struct {
  int row, column, channel;
} Tap;

// A phase of a stride may have no place of the kernel, and then no tap is used.
static inline Tap tap_at(const Grid g, int depth) {
  const int tap = depth / g.channels, row = tap / max(g.kernelWidth, 1);
  return (Tap){row, tap - row * g.kernelWidth, depth - tap * g.channels};
}

// The tap so many steps of the depth further.
static inline Tap next_tap(const Grid g, const Tap from, int steps) {
  Tap t = from;
  t.channel += steps;
  while (t.channel >= g.channels) {
    t.channel -= g.channels;
    if (++t.column < g.kernelWidth) continue;
    t.column = 0;
    t.row++;
  }
  return t;
}

// What lies there in the window that begins at `window`, the pixel at `origin` if it is inside x.
static inline int is_inside(const Grid g, const Place window, const Tap t) {
  return is_row(g, window.row + t.row) & is_column(g, window.column + t.column);
}

static inline int offset_in_window(const Grid g, const Tap t) {
  return (t.row * g.width + t.column) * g.channels + t.channel;
}

// The work-item's strips of the windows at a depth, whose tap is given.
static inline void fetch_windows(float4 strips[LEFT_STRIPS], const Grid g,
                                 const Place windows[LEFT_STRIPS],
                                 const __global float *const origins[LEFT_STRIPS], const Tap t,
                                 int depth, int end) {
#pragma unroll
  for (int i = 0; i < LEFT_STRIPS; i++) {
#if INPUT_ALIGNED
    strips[i] = read_four(origins[i] + offset_in_window(g, t),
                          depth < end && is_inside(g, windows[i], t), 1);
#else
    float lanes[4];
#pragma unroll
    for (int lane = 0; lane < 4; lane++) {
      const Tap at = next_tap(g, t, lane);
      const int exists = depth + lane < end && is_inside(g, windows[i], at);
      lanes[lane] = exists ? origins[i][offset_in_window(g, at)] : 0;
    }
    strips[i] = vload4(0, lanes);
#endif
  }
}

static inline void fetch_weights(float4 strips[RIGHT_STRIPS], const __global float *packed,
                                 int depth, int end) {
#pragma unroll
  for (int i = 0; i < RIGHT_STRIPS; i++) {
    const Strip at = strip_of_item(i, BN, 0);
    strips[i] = read_four(packed + (size_t)(depth + at.depth) * BN + at.place,
                          end - depth - at.depth, 1);
  }
}

// Stores four results of a pixel from a channel on.
static inline void store_square_row(float4 sum, const Grid g, const Place place, int channel,
                                    const __global float *bias, const __global float *gate,
                                    __global float *y, float slope) {
  if (channel >= g.outChannels) return;
  const Outputs to = outputs_at(g, channel);
  store_outputs(g, to, place, sum + (bias ? load_bias(g, to, bias) : (float4)(0)), gate, y, slope);
}

__kernel IN_GROUP void conv2d_tiled(__global const float *restrict x,
                                    __global const float *restrict packed,
                                    __global const float *restrict bias,
                                    __global const float *restrict gate, __global float *restrict y,
                                    const Grid g, float slope) {
  __local float4 leftVectors[LEFT_VECTORS], rightVectors[RIGHT_VECTORS];
  Block left = (Block)leftVectors, right = (Block)rightVectors;
  const int panel = get_group_id(0), pixels = grid_pixels(g);
  const int firstPixel = get_group_id(1) * BM, firstChannel = panel * BN;
  const int depth = g.kernelHeight * g.kernelWidth * g.channels;
  const __global float *weights = packed + panel * panel_floats(g, BN);

  // All strips of a work-item have one tap.
  int tapDepth = strip_of_item(0, BM, 1).depth;
  Tap tap = tap_at(g, tapDepth);
  Place windows[LEFT_STRIPS];
  const __global float *origins[LEFT_STRIPS];
#pragma unroll
  for (int i = 0; i < LEFT_STRIPS; i++) {
    windows[i] = window_place(g, min(firstPixel + strip_of_item(i, BM, 1).place, pixels - 1));
    origins[i] = x + input_offset(g, windows[i].image, windows[i].row, windows[i].column);
  }

  float4 acc[TM][TN / 4], nextLeft[LEFT_STRIPS], nextRight[RIGHT_STRIPS];
  clear(acc);
  fetch_windows(nextLeft, g, windows, origins, tap, tapDepth, depth);
  fetch_weights(nextRight, weights, 0, depth);
  for (int k0 = 0; k0 < depth; k0 += BK) {
    put_left(left, nextLeft, 1);
    put_right(right, nextRight, 0);
    barrier(CLK_LOCAL_MEM_FENCE);
    tap = next_tap(g, tap, BK);
    tapDepth += BK;
    fetch_windows(nextLeft, g, windows, origins, tap, tapDepth, depth);
    fetch_weights(nextRight, weights, k0 + BK, depth);
    multiply(acc, left, right);
    barrier(CLK_LOCAL_MEM_FENCE);
  }

#pragma unroll
  for (int m = 0; m < TM; m++) {
    const int pixel = firstPixel + result_row(m);
    if (pixel < pixels) {
      const Place place = grid_place(g, pixel);
#pragma unroll
      for (int n = 0; n < TN / 4; n++)
        store_square_row(acc[m][n], g, place, firstChannel + result_column(n), bias, gate, y,
                         slope);
    }
  }
}
