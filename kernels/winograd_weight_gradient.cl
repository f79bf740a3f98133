// dw = G^T W G from the 36 products of a weight gradient, its last step (winograd.cl), in PyTorch's
// layout. A work-item does V outputs and a run of `each` inputs.

__kernel ITEM void winograd_weight_gradient(__global const float *restrict planes,
                                            __global float *restrict dw, int channels,
                                            int outChannels, int each) {
  const int depth = (channels + V - 1) / V * V, o = get_global_id(0) * V;
  const int first = get_global_id(1) * each, end = min(first + each, channels);
  const size_t plane = plane_floats(depth, outChannels);
  const int lanes = min(V, outChannels - o);
  if (o >= outChannels) return;
  for (int i = first; i < end; i++) {
    const __global float *from = planes + plane_place(depth, outChannels, i, o);
    vec t[3][6];
#pragma unroll
    for (int x = 0; x < 6; x++) {
      vec u[6], column[3];
#pragma unroll
      for (int y = 0; y < 6; y++) u[y] = load(from + (y * 6 + x) * plane);
      transform_weight_gradient(u, column);
#pragma unroll
      for (int y = 0; y < 3; y++) t[y][x] = column[y];
    }
    float g[9][V];
#pragma unroll
    for (int y = 0; y < 3; y++) {
      vec line[3];
      transform_weight_gradient(t[y], line);
#pragma unroll
      for (int x = 0; x < 3; x++) to_lanes(line[x], g[y * 3 + x]);
    }
    for (int lane = 0; lane < lanes; lane++) {
      __global float *to = dw + ((size_t)(o + lane) * channels + i) * 9;
#pragma unroll
      for (int tap = 0; tap < 9; tap++) to[tap] = g[tap][lane];
    }
  }
}
