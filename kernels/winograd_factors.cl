// Both factors of a weight gradient's products in one launch, for GPUs: the transformed input and the
// transformed gradient of the output (winograd_input.cl, winograd_upstream.cl), of which the launch's third
// axis has one each. A work-item does a channel of a tile. Where a third layer is launched, its work-groups, of
// ITEMS (a build option), sum blocks of a bias's gradient (bias_sums.cl).

__kernel void winograd_factors(__global const float *restrict x, __global float *restrict inputs,
                               __global const float *restrict dy, __global float *restrict upstream,
                               const Tiling s, __global const float *restrict bias_upstream,
                               __global float *restrict bias_sums, const int rows,
                               const int columns, const int blocks) {
  __local float shared[ITEMS];
  const int tile = get_global_id(1), end = min(tile + 1, s.tiles);
  const int channel = get_global_id(0), step = get_global_size(0), layer = get_group_id(2);
  if (layer == 0) transform_inputs(x, inputs, s, tile, end, channel, step);
  if (layer == 1) transform_upstreams(dy, upstream, s, tile, end, channel, step);
  if (layer == 2)
    sum_bias_blocks(bias_upstream, bias_sums, rows, columns, blocks,
                    get_group_id(1) * get_num_groups(0) + get_group_id(0),
                    get_num_groups(1) * get_num_groups(0), shared);
}
