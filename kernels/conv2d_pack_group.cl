// Packs the weights of up to eight convolutions (conv2d_pack.cl) in one launch (shares.cl), for GPUs.

#define TASK(n)                                                                                  \
  const Packing task##n, __global const float *restrict weight##n, __global float *restrict packed##n

#define FIELD(n, field) CHOSEN(n, task, .field)

__kernel void conv2d_pack_group(const Shares s, TASK(0), TASK(1), TASK(2), TASK(3), TASK(4), TASK(5),
                                TASK(6), TASK(7)) {
  const int n = task_of_group(s), item = item_of_task(s, n);
  const Packing p = {
      FIELD(n, lanes),        FIELD(n, channels),    FIELD(n, outChannels),
      FIELD(n, kernelHeight), FIELD(n, kernelWidth), FIELD(n, outStride),
      FIELD(n, inStride),     FIELD(n, sourceHeight), FIELD(n, sourceWidth),
      FIELD(n, firstY),       FIELD(n, stepY),       FIELD(n, firstX),
      FIELD(n, stepX),        FIELD(n, outputsY),    FIELD(n, outputsX)};
  const int line = item / p.lanes, panel = line / p.channels;
  if (panel < pack_panels(p))
    pack_weights(CHOSEN(n, weight, ), CHOSEN(n, packed, ), p, panel, line - panel * p.channels,
                 item - line * p.lanes);
}
