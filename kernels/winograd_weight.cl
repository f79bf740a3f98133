// G g G^T of 3 x 3 weights, in 36 planes as the products read them: [O / NR][I][NR], zero beyond the
// last input (to a multiple of V) and output; on GPUs (winograd.cl) NR is O. Source weights have one
// of PyTorch's layouts (their strides tell); a data gradient takes their 9 places backwards.
//
// A work-item does V output channels and a run of `each` input channels.

#if V == 1
#define NR outChannels
#else
#define NR (NV * V)
#endif

__kernel ITEM void winograd_weight(__global const float *restrict weight,
                                   __global float *restrict planes, int channels, int outChannels,
                                   int outStride, int inStride, int backwards, int each) {
  const int depth = (channels + V - 1) / V * V, o = get_global_id(0) * V;
  const int width = (outChannels + NR - 1) / NR * NR;
  const int first = get_global_id(1) * each, end = min(first + each, depth);
  if (o >= width) return;
  const size_t plane = (size_t)width * depth + PLANE_GAP;
  __global float *to = planes + (size_t)(o / NR) * depth * NR + o % NR;
  for (int c = first; c < end; c++) {
    float g[9][V];
    for (int lane = 0; lane < V; lane++) {
      const int isThere = c < channels & o + lane < outChannels;
      const __global float *source =
          weight + (size_t)(o + lane) * outStride + (size_t)c * inStride;
#pragma unroll
      for (int tap = 0; tap < 9; tap++)
        g[tap][lane] = isThere ? source[backwards ? 8 - tap : tap] : 0;
    }
    vec t[6][3];
#pragma unroll
    for (int x = 0; x < 3; x++) {
      vec column[3], u[6];
#pragma unroll
      for (int y = 0; y < 3; y++) column[y] = from_lanes(g[y * 3 + x]);
      transform_weight(column, u);
#pragma unroll
      for (int i = 0; i < 6; i++) t[i][x] = u[i];
    }
#pragma unroll
    for (int i = 0; i < 6; i++) {
      vec u[6];
      transform_weight(t[i], u);
#pragma unroll
      for (int j = 0; j < 6; j++) store(u[j], to + (i * 6 + j) * plane + (size_t)c * NR);
    }
  }
}
