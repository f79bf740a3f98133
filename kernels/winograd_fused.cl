// A whole convolution by Winograd's algorithm (winograd.cl), a block of tiles after the other: the
// block's transformed input, and the products of a panel of outputs, stay in the core's cache.
//
// A work-group is one work-item; it has a part of `scratch` of its own, and of the blocks of s.room
// tiles those that are its number of groups apart.

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void winograd_fused(
    __global const float *restrict x, __global const float *restrict weights,
    __global const float *restrict bias, __global const float *restrict gate,
    __global float *restrict y, __global float *restrict scratch, const Tiling s, float slope) {
  const int depth = plane_inputs(s), width = plane_outputs(s), panels = (width + NR - 1) / NR;
  const size_t run = (size_t)s.room * V;
  const size_t inPlane = plane_floats(s.room, depth), outPlane = plane_floats(s.room, NR);
  const size_t weightPlane = (size_t)panels * depth * NR + PLANE_GAP;
  __global float *inputs = scratch + get_group_id(0) * PLANES * (inPlane + outPlane);
  __global float *outputs = inputs + PLANES * inPlane;

  for (int first = get_group_id(0) * s.room; first < s.tiles;
       first += get_num_groups(0) * s.room) {
    Tiling block = s;
    block.firstTile = first;
    block.tiles = min(s.room, s.tiles - first);
    transform_inputs(x, inputs, block, 0, block.tiles, 0, V);
    for (int o = 0; o < width; o += NR) {
      const int end = min(o + NR, width);
      for (int plane = 0; plane < PLANES; plane++)
        multiply_panel(inputs + plane * inPlane, weights + plane * weightPlane + (size_t)o * depth,
                       outputs + plane * outPlane, run, depth / V, (end - o) / V, 0,
                       block.tiles, 1);
      transform_outputs(outputs, outPlane, bias, gate, y, block, slope, 0, block.tiles, o, end, V);
    }
  }
}
