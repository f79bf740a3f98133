// Both factors of a weight gradient's products in one launch, for GPUs: the transformed input and the
// transformed gradient of the output (winograd_input.cl, winograd_upstream.cl), of which the launch's third
// axis has one each. A work-item does a channel of a tile.

__kernel void winograd_factors(__global const float *restrict x, __global float *restrict inputs,
                               __global const float *restrict dy, __global float *restrict upstream,
                               const Tiling s) {
  const int tile = get_global_id(1), end = min(tile + 1, s.tiles);
  const int channel = get_global_id(0), step = get_global_size(0);
  if (get_group_id(2) == 0)
    transform_inputs(x, inputs, s, tile, end, channel, step);
  else
    transform_upstreams(dy, upstream, s, tile, end, channel, step);
}
