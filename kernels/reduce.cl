// Sums over one axis of a tensor seen as outer x axis x inner. Joined behind vector.cl.
//
// A long axis is summed in blocks, of which no sum takes more than 256 elements one after the other, and the
// sums of the blocks again, so that the rounding error does not grow with the length. Which elements form a
// block is fixed by the shape and the vectors' width alone.

#if V == 1

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

#else

// The same with blocks of neighbours: of BLOCK steps along the axis (a build option). Where inner is 1, these
// are summed V lanes at a time; else a work-item does up to PLACES places of inner for a block.
#define PLACES 1024

__kernel void sum_blocks(const uint count, __global const float *restrict x,
                         __global float *restrict partial, const uint length, const uint inner,
                         const uint blocks, const float factor) {
  const uint item = get_global_id(0), pieces = (inner + PLACES - 1) / PLACES;
  const uint row = item / pieces, b = row % blocks, o = row / blocks;
  const uint first = b * BLOCK, steps = min(length - first, (uint)BLOCK);
  const __global float *from = x + ((size_t)o * length + first) * inner;
  if (inner == 1) {
    vec sum = 0;
    for (uint a = 0; a < steps; a += V) sum += load_first(steps - a, from + a);
    partial[row] = factor * sum_of_lanes(sum);
    return;
  }
  const uint end = min(item % pieces * PLACES + PLACES, inner);
  for (uint i = item % pieces * PLACES; i < end; i += V) {
    vec sum = 0;
    for (uint a = 0; a < steps; a++) sum += load_first(end - i, from + (size_t)a * inner + i);
    store_first(end - i, factor * sum, partial + (size_t)row * inner + i);
  }
}

#endif

// y[plane][row][column] = factor g: the way back of a sum, g's steps being 0 along what was summed.
__kernel void spread(const uint width, const uint rows, __global const float *restrict g,
                     __global float *restrict y, const uint plane_step, const uint row_step,
                     const uint column_step, const float factor) {
  const uint column = get_global_id(0), row = get_global_id(1), plane = get_global_id(2);
  if (column >= width || row >= rows) return;
  y[((size_t)plane * rows + row) * width + column] =
      factor * g[plane * plane_step + row * row_step + column * column_step];
}
