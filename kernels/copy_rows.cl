// For tensors seen as outer x (axis x inner): rows of `width` elements are copied from the place
// `from` in rows of source_width to the place `to` in rows of target_width; zeros where x is null. Joined
// behind vector.cl and elements.cl.

#if V == 1

__kernel void copy_rows(const uint width, const uint rows, __global const float *restrict x,
                        __global float *restrict y, const uint source_width, const uint from,
                        const uint target_width, const uint to) {
  const uint column = get_global_id(0), row = get_global_id(1);
  if (column >= width || row >= rows) return;
  y[(size_t)row * target_width + to + column] =
      x ? x[(size_t)row * source_width + from + column] : 0;
}

#else

// A work-item does ROWS rows (a build option) of at most LENGTH elements.
#define LENGTH 16384

__kernel void copy_rows(const uint width, const uint rows, __global const float *restrict x,
                        __global float *restrict y, const uint source_width, const uint from,
                        const uint target_width, const uint to, const int beyond_caches) {
  const uint first = get_global_id(0) * LENGTH, end = min(first + LENGTH, width);
  const uint last = min((uint)(get_global_id(1) + 1) * ROWS, rows);
  for (uint row = get_global_id(1) * ROWS; row < last; row++) {
    const __global float *source = x ? x + (size_t)row * source_width + from : 0;
    __global float *target = y + (size_t)row * target_width + to;
    uint column = first;
    for (; column + V <= end; column += V)
      put_first(V, source ? load(source + column) : (vec)0, target + column, beyond_caches);
    for (; column < end; column++) target[column] = source ? source[column] : 0;
  }
}

#endif
