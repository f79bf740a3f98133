// The last step of a bias gradient, for GPUs, within a launch that there is anyhow: a work-item a column adds
// up the sums of the blocks, in their order (reduce_groups.cl). None where db is null.
static inline void add_up_bias(int item, __global const float *sums, __global float *db,
                               int columns, int blocks) {
  if (!db || item >= columns) return;
  float sum = 0;
  for (int b = 0; b < blocks; b++) sum += sums[(size_t)b * columns + item];
  db[item] = sum;
}
