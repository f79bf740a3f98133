// A bias's gradient, for GPUs, within the launches of the weight gradient beside it: the first sums blocks of
// rows in work-groups of its own, the last adds these up.

// The sums of all columns over a block of rows, by a work-group of any form. Neighbours read neighbouring
// columns; their rows take every so many, and are added in order. `shared` has a float for each work-item.
static inline void sum_bias_block(const __global float *upstream, __global float *sums, int rows,
                                  int columns, int block, int blocks, __local float *shared) {
  const int items = get_local_size(0) * get_local_size(1), across = min(32, items);
  const int item = get_local_id(1) * get_local_size(0) + get_local_id(0);
  const int down = items / across, column = item % across, row = item / across;
  const int first = (long)rows * block / blocks, end = (long)rows * (block + 1) / blocks;
  for (int c = column; c - column < columns; c += across) {
    float sum = 0;
    if (row < down & c < columns)
      for (int r = first + row; r < end; r += down) sum += upstream[(size_t)r * columns + c];
    shared[item] = sum;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (row == 0 & c < columns) {
      for (int r = 1; r < down; r++) sum += shared[r * across + column];
      sums[(size_t)block * columns + c] = sum;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
}

// The blocks of the work-group with this number, of so many.
static inline void sum_bias_blocks(const __global float *upstream, __global float *sums, int rows,
                                   int columns, int blocks, int group, int groups,
                                   __local float *shared) {
  for (int block = group; block < blocks; block += groups)
    sum_bias_block(upstream, sums, rows, columns, block, blocks, shared);
}

// A work-item a column adds up the sums of the blocks, in their order. None where db is null.
static inline void add_up_bias(int item, __global const float *sums, __global float *db,
                               int columns, int blocks) {
  if (!db || item >= columns) return;
  float sum = 0;
  for (int b = 0; b < blocks; b++) sum += sums[(size_t)b * columns + item];
  db[item] = sum;
}
