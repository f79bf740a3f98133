// Adds up the partial weight gradients of conv2d_weight_gradient.cl, in the order of the splits,
// into PyTorch's layout [o][i][ky][kx]; a work-item for every one of them, o along the groups' items. On GPUs
// a bias's last step comes along (bias_sums.cl).
__kernel void conv2d_weight_gradient_sum(const int count, __global const float *restrict partial,
                                         __global float *restrict dw, int outChannels, int channels,
                                         int taps, int panelWidth, int tileHeight, int splits,
                                         __global const float *restrict bias_sums,
                                         __global float *restrict db, int biases, int blocks) {
  const int item = get_global_id(0);
  if (item >= count) return;
  add_up_bias(item, bias_sums, db, biases, blocks);
  const int o = item % outChannels, place = item / outChannels;
  const int i = place / taps, tap = place - i * taps;
  const int panel = o / panelWidth, tile = i / tileHeight;
  const int panels = (outChannels + panelWidth - 1) / panelWidth;
  const int tiles = (channels + tileHeight - 1) / tileHeight;
  const int lane = o - max(0, min(panel * panelWidth, outChannels - panelWidth));
  const int row = i - min(tile * tileHeight, channels - tileHeight);
  const size_t area = (size_t)tileHeight * panelWidth, split = panels * tiles * taps * area;
  const __global float *from =
      partial + (((size_t)panel * tiles + tile) * taps + tap) * area + row * panelWidth + lane;
  float sum = 0;
  for (int s = 0; s < splits; s++) sum += from[s * split];
  dw[((size_t)o * channels + i) * taps + tap] = sum;
}
