// Sums over one axis of a tensor seen as outer x axis x inner, for GPUs: a work-group of COLUMNS x ROWS
// (build options, powers of two) sums a block of the axis for COLUMNS neighbouring places of inner. Its
// rows take every ROWS-th element, so that neighbours read neighbouring memory, and their sums are added
// in pairs. Each takes at most 256 or so, and the blocks' sums are summed again, so that the rounding
// error does not grow with the length (as in reduce.cl).

__kernel __attribute__((reqd_work_group_size(COLUMNS, ROWS, 1))) void sum_groups(
    __global const float *restrict x, __global float *restrict y, const int length,
    const int inner, const int blocks, const float factor) {
  __local float sums[ROWS * COLUMNS];
  const int column = get_local_id(0), row = get_local_id(1), i = get_global_id(0);
  const int outer = get_group_id(2) / blocks, block = get_group_id(2) % blocks;
  const int first = (long)length * block / blocks, end = (long)length * (block + 1) / blocks;
  const __global float *from = x + (size_t)outer * length * inner + i;
  float sum = 0;
  if (i < inner)
    for (int a = first + row; a < end; a += ROWS) sum += from[(size_t)a * inner];
  sums[row * COLUMNS + column] = sum;
  for (int others = ROWS / 2; others > 0; others /= 2) {
    barrier(CLK_LOCAL_MEM_FENCE);
    if (row < others) sums[row * COLUMNS + column] += sums[(row + others) * COLUMNS + column];
  }
  if (row == 0 && i < inner) y[(size_t)get_group_id(2) * inner + i] = factor * sums[column];
}
