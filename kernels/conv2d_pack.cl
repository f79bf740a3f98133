// Packs convolution weights as conv2d_grid.cl says. Source weights have one of PyTorch's layouts:
// output and input channels in either order (their strides tell), then kernel rows and columns,
// of which the packed kernel takes rows firstY, firstY + stepY, … and columns likewise. Where a grid's
// pixel has several pixels as its outputs (conv2d_subpixel.cl), each begins a row or column later.
//
// Work-groups: (input channel, panel), a work-item for every output channel of a panel.

__kernel void conv2d_pack(__global const float *restrict weight, __global float *restrict packed,
                          int channels, int outChannels, int kernelHeight, int kernelWidth,
                          int outStride, int inStride, int sourceHeight, int sourceWidth,
                          int firstY, int stepY, int firstX, int stepX, int outputsY,
                          int outputsX) {
  const int lane = get_local_id(0), lanes = get_local_size(0);
  const int i = get_group_id(0), panel = get_group_id(1), panels = get_num_groups(1);
  const int o = panel * lanes + lane, taps = kernelHeight * kernelWidth;
  const int pixelChannels = outChannels / (outputsY * outputsX), phase = o / pixelChannels;
  const __global float *source =
      weight + (size_t)(o - phase * pixelChannels) * outStride + (size_t)i * inStride;
  __global float *to = packed + ((size_t)panel * taps * channels + i) * lanes + lane;
  __global float *zeros = packed + (size_t)panels * taps * channels * lanes;

  for (int ky = 0; ky < kernelHeight; ky++)
    for (int kx = 0; kx < kernelWidth; kx++) {
      const int row = firstY + phase / outputsX + ky * stepY;
      const int column = firstX + phase % outputsX + kx * stepX;
      *to = o < outChannels & row < sourceHeight & column < sourceWidth
                ? source[row * sourceWidth + column] : 0;
      to += (size_t)channels * lanes;
    }
  if (panel == 0)
    for (int kx = lane; kx < kernelWidth; kx += lanes) zeros[i * kernelWidth + kx] = 0;
}
