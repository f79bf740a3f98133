// dw = G^T W G from the products of a weight gradient, its last step (winograd.cl), in PyTorch's layout.
// A work-item does V outputs and a run of `each` inputs. On GPUs a bias's last step comes along
// (bias_sums.cl).

__kernel ITEM void winograd_weight_gradient(__global const float *restrict planes,
                                            __global float *restrict dw, int channels,
                                            int outChannels, int kernelHeight, int kernelWidth,
                                            int stepY, int stepX,
                                            __global const float *restrict bias_sums,
                                            __global float *restrict db, int biases, int blocks,
                                            int each) {
  add_up_bias(get_global_id(1) * get_global_size(0) + get_global_id(0), bias_sums, db, biases,
              blocks);
  const int inputs = stepY * stepX * filled(channels), outputs = filled(outChannels);
  const int o = get_global_id(0) * V, lanes = min(V, outChannels - o);
  const int first = get_global_id(1) * each, end = min(first + each, inputs);
  const size_t plane = plane_floats(inputs, outputs);
  if (o >= outChannels) return;
  for (int c = first; c < end; c++) {
    const Part in = part_at(c, channels, stepX);
    if (in.channel >= channels) continue;
    const __global float *from = planes + plane_place(inputs, outputs, c, o);
    vec t[TAPS][SIDE];
#pragma unroll
    for (int x = 0; x < SIDE; x++) {
      vec u[SIDE], column[TAPS];
      load_sums(u, from + x * SPLITS * plane, SIDE * SPLITS * plane, plane);
      transform_weight_gradient(u, column);
#pragma unroll
      for (int y = 0; y < TAPS; y++) t[y][x] = column[y];
    }
    float g[TAPS * TAPS][V];
#pragma unroll
    for (int y = 0; y < TAPS; y++) {
      vec line[TAPS];
      transform_weight_gradient(t[y], line);
#pragma unroll
      for (int x = 0; x < TAPS; x++) to_lanes(line[x], g[y * TAPS + x]);
    }
    for (int lane = 0; lane < lanes; lane++) {
      __global float *to =
          dw + ((size_t)(o + lane) * channels + in.channel) * kernelHeight * kernelWidth;
#pragma unroll
      for (int tap = 0; tap < TAPS * TAPS; tap++) {
        const int row = in.row + tap / TAPS * stepY, column = in.column + tap % TAPS * stepX;
        if (row < kernelHeight & column < kernelWidth)
          to[row * kernelWidth + column] = g[tap][lane];
      }
    }
  }
}
