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

// y[o][a][i] = factor g[o][i]: the way back of a sum.
__kernel void spread(const uint count, __global const float *restrict g,
                     __global float *restrict y, const uint length, const uint inner,
                     const float factor) {
  const uint item = get_global_id(0);
  if (item >= count) return;
  const uint i = item % inner;
  const size_t o = item / inner / length;
  y[item] = factor * g[o * inner + i];
}
