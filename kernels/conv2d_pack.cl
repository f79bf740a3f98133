// Packs convolution weights as conv2d_grid.cl says. Source weights have one of PyTorch's layouts:
// output and input channels in either order (their strides tell), then kernel rows and columns,
// of which the packed kernel takes rows firstY, firstY + stepY, … and columns likewise. Where a grid's
// pixel has several pixels as its outputs (conv2d_subpixel.cl), each begins a row or column later.

typedef struct {
  // Output channels in a panel.
  int lanes;
  int channels, outChannels, kernelHeight, kernelWidth;
  int outStride, inStride, sourceHeight, sourceWidth;
  int firstY, stepY, firstX, stepX, outputsY, outputsX;
} Packing;

static inline int pack_panels(const Packing p) { return (p.outChannels + p.lanes - 1) / p.lanes; }

// All places of the kernel for an input channel and a lane of a panel.
static inline void pack_weights(const __global float *weight, __global float *packed,
                                const Packing p, int panel, int i, int lane) {
  const int o = panel * p.lanes + lane, taps = p.kernelHeight * p.kernelWidth;
  const int pixelChannels = p.outChannels / (p.outputsY * p.outputsX), phase = o / pixelChannels;
  const __global float *source =
      weight + (size_t)(o - phase * pixelChannels) * p.outStride + (size_t)i * p.inStride;
  __global float *to = packed + ((size_t)panel * taps * p.channels + i) * p.lanes + lane;
  __global float *zeros = packed + (size_t)pack_panels(p) * taps * p.channels * p.lanes;

  for (int ky = 0; ky < p.kernelHeight; ky++)
    for (int kx = 0; kx < p.kernelWidth; kx++) {
      const int row = p.firstY + phase / p.outputsX + ky * p.stepY;
      const int column = p.firstX + phase % p.outputsX + kx * p.stepX;
      *to = o < p.outChannels & row < p.sourceHeight & column < p.sourceWidth
                ? source[row * p.sourceWidth + column] : 0;
      to += (size_t)p.channels * p.lanes;
    }
  if (panel == 0)
    for (int kx = lane; kx < p.kernelWidth; kx += p.lanes) zeros[i * p.kernelWidth + kx] = 0;
}

// Work-groups: (input channel, panel), whose work-items share the output channels of a panel.
__kernel void conv2d_pack(__global const float *restrict weight, __global float *restrict packed,
                          const Packing p) {
  for (int lane = get_local_id(0); lane < p.lanes; lane += get_local_size(0))
    pack_weights(weight, packed, p, get_group_id(1), get_group_id(0), lane);
}
