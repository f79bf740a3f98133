// Sums over one axis of a tensor seen as outer x axis x inner.
//
// A long axis is summed in blocks of at most 256 elements, and the sums of the blocks again, so that
// the rounding error does not grow with the length. Which elements form a block is fixed by
// the shape alone: the result is the same on every device that rounds alike.

// partial[o][b][i] = sum of x[o][a][i] over the a of block b; a block takes every blocks-th element,
// so that neighbouring work-items read neighbouring memory where inner is 1.
__kernel void sum_blocks(const uint count, __global const float *restrict x,
                         __global float *restrict partial, const uint length, const uint inner,
                         const uint blocks, const float factor) {
  const uint item = get_global_id(0);
  if (item >= count) return;
  const uint i = item % inner;
  const uint b = item / inner % blocks;
  const size_t o = item / inner / blocks;
  __global const float *from = x + o * length * inner + i;
  float sum = 0.0f;
  for (uint a = b; a < length; a += blocks) sum += from[(size_t)a * inner];
  partial[item] = factor * sum;
}

// y[plane][row][column] = factor g: the way back of a sum, g's steps being 0 along what was summed.
__kernel void spread(const uint width, const uint rows, __global const float *restrict g,
                     __global float *restrict y, const uint plane_step, const uint row_step,
                     const uint column_step, const float factor) {
  const uint column = get_global_id(0), row = get_global_id(1), plane = get_global_id(2);
  if (column >= width || row >= rows) return;
  y[((size_t)plane * rows + row) * width + column] =
      factor * g[plane * plane_step + row * row_step + column * column_step];
}
