// db[o] += sum over tiles and their 4 x 4 pixels of dy, which are the sums that winograd_upstream
// left in the plane of its second row and column; the sum begins at the first chunk of tiles. A
// work-item does V outputs.

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void winograd_bias_gradient(
    __global const float *restrict upstream, __global float *restrict db, const Tiling s) {
  const int o = get_group_id(0) * V, lanes = s.outChannels - o;
  const __global float *from = upstream + (SIDE + 1) * plane_floats(s.room, s.outChannels) + (size_t)o * s.room;
  vec sum = 0;
  for (int tile = 0; tile < s.tiles; tile++) sum += load(from + tile * V);
  store_first(lanes, s.firstTile == 0 ? sum : load_first(lanes, db + o) + sum, db + o);
}
