// dw = G^T W G from the 36 products of winograd_weight_product: the last step of a weight gradient
// (winograd.cl), in PyTorch's layout. A work-item does V outputs and a run of `each` inputs.

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void winograd_weight_gradient(
    __global const float *restrict planes, __global float *restrict dw, int channels,
    int outChannels, int each) {
  const int depth = (channels + V - 1) / V * V, o = get_group_id(1) * V;
  const int first = get_group_id(0) * each, end = min(first + each, channels);
  const size_t plane = (size_t)((outChannels + V - 1) / V) * depth * V + 16;
  const int lanes = min(V, outChannels - o);
  for (int i = first; i < end; i++) {
    const __global float *from = planes + ((size_t)o * depth + i * V);
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
      for (int x = 0; x < 3; x++) JOIN(vstore, V)(line[x], 0, g[y * 3 + x]);
    }
    for (int lane = 0; lane < lanes; lane++) {
      __global float *to = dw + ((size_t)(o + lane) * channels + i) * 9;
#pragma unroll
      for (int tap = 0; tap < 9; tap++) to[tap] = g[tap][lane];
    }
  }
}
