// Sums over one axis of a tensor seen as outer x axis x inner. Joined behind vector.cl and elements.cl.
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
#define SIDE 4

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
  uint i = item % pieces * PLACES;
  // Several vectors side by side, so that what a row has of them is read in order.
  for (; i + SIDE * V <= end; i += SIDE * V) {
    vec sum[SIDE];
#pragma unroll
    for (int v = 0; v < SIDE; v++) sum[v] = 0;
    for (uint a = 0; a < steps; a++)
#pragma unroll
      for (int v = 0; v < SIDE; v++) sum[v] += load(from + (size_t)a * inner + i + v * V);
#pragma unroll
    for (int v = 0; v < SIDE; v++) store(factor * sum[v], partial + (size_t)row * inner + i + v * V);
  }
  for (; i < end; i += V) {
    vec sum = 0;
    for (uint a = 0; a < steps; a++) sum += load_first(end - i, from + (size_t)a * inner + i);
    store_first(end - i, factor * sum, partial + (size_t)row * inner + i);
  }
}

#endif

// y[plane][row][column] = factor g: the way back of a sum, g's steps being 0 along what was summed.
#if V == 1

__kernel void spread(const uint width, const uint rows, __global const float *restrict g,
                     __global float *restrict y, const uint plane_step, const uint row_step,
                     const uint column_step, const float factor) {
  const uint column = get_global_id(0), row = get_global_id(1), plane = get_global_id(2);
  if (column >= width || row >= rows) return;
  y[((size_t)plane * rows + row) * width + column] =
      factor * g[plane * plane_step + row * row_step + column * column_step];
}

#else

// A work-item does `each` of the rows of all planes, and of each at most LENGTH elements.
#define LENGTH 16384

__kernel void spread(const uint width, const uint rows, __global const float *restrict g,
                     __global float *restrict y, const uint plane_step, const uint row_step,
                     const uint column_step, const float factor, const uint all, const uint each,
                     const int beyond_caches) {
  const uint item = get_global_id(0), pieces = (width + LENGTH - 1) / LENGTH;
  const uint first = item % pieces * LENGTH, end = min(first + LENGTH, width);
  const uint firstLine = item / pieces * each, endLine = min(firstLine + each, all);
  for (uint line = firstLine; line < endLine; line++) {
    const uint plane = line / rows;
    const __global float *from = g + plane * plane_step + (line - plane * rows) * row_step;
    for (uint i = first; i < end; i += V) {
      const vec value = column_step ? load_first(end - i, from + i) : (vec)*from;
      put_first(end - i, factor * value, y + (size_t)line * width + i, beyond_caches);
    }
  }
}

#endif
