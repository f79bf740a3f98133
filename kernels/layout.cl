// Moving elements: axes in another order, and pieces of one axis in and out.

// y[k] = x[j] for a tensor of up to four axes, y's axes being x's in another order: length_n are y's
// lengths and stride_n where their steps lead in x.
__kernel void permute(const uint count, __global const float *restrict x,
                      __global float *restrict y, const uint length1, const uint length2,
                      const uint length3, const uint stride0, const uint stride1,
                      const uint stride2, const uint stride3) {
  const uint item = get_global_id(0);
  if (item >= count) return;
  const uint i3 = item % length3;
  const uint i2 = item / length3 % length2;
  const uint i1 = item / length3 / length2 % length1;
  const uint i0 = item / length3 / length2 / length1;
  y[item] = x[(size_t)i0 * stride0 + (size_t)i1 * stride1 + (size_t)i2 * stride2 +
              (size_t)i3 * stride3];
}

// For tensors seen as outer x (axis x inner): rows of `width` elements are copied from the place
// `from` in rows of source_width to the place `to` in rows of target_width.
__kernel void copy_rows(const uint count, __global const float *restrict x,
                        __global float *restrict y, const uint width, const uint source_width,
                        const uint from, const uint target_width, const uint to) {
  const uint item = get_global_id(0);
  if (item >= count) return;
  const size_t row = item / width;
  const uint column = item % width;
  y[row * target_width + to + column] = x[row * source_width + from + column];
}
