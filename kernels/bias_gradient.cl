// Column sums over blocks of rows, the first step of a bias gradient: partial[b][c] is the sum of
// `length` rows of x from row b * length on. A work-item has a vector of columns of one block.
__kernel void bias_gradient(const int columns, const int blocks, __global const float *restrict x,
                            __global float *restrict partial, const int rows, const int length) {
  const int c = get_global_id(0) * V, block = get_global_id(1);
  if (c >= columns || block >= blocks) return;
  const int first = block * length, end = min(first + length, rows);
  const __global float *from = x + (size_t)first * columns + c;
  vec sum = 0;
  for (int row = first; row < end; row++, from += columns)
    sum += load_first(columns - c, from);
  store_first(columns - c, sum, partial + (size_t)block * columns + c);
}
