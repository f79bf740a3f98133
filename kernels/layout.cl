// Moving elements: axes in another order, and pieces of one axis in and out.

// y[k] = x[j] for a tensor of four axes, y's axes being x's in another order: length_n are y's lengths
// and stride_n where their steps lead in x. With a gate that lies as y does, y goes back through the
// rectifier that put it out (epilogue.cl). Work-items: (axis 3, axis 2, axes 0 and 1).
__kernel void permute(const uint length3, const uint length2, __global const float *restrict x,
                      __global float *restrict y, const uint length1, const uint stride0,
                      const uint stride1, const uint stride2, const uint stride3,
                      __global const float *restrict gate, const float slope) {
  const uint i3 = get_global_id(0), i2 = get_global_id(1), outer = get_global_id(2);
  if (i3 >= length3 || i2 >= length2) return;
  const uint i1 = outer % length1, i0 = outer / length1;
  const float value = x[(size_t)i0 * stride0 + (size_t)i1 * stride1 + (size_t)i2 * stride2 +
                        (size_t)i3 * stride3];
  const size_t place = ((size_t)outer * length2 + i2) * length3 + i3;
  y[place] = gate ? rectify_one(gate[place], value, slope) : value;
}

// For tensors seen as outer x (axis x inner): rows of `width` elements are copied from the place
// `from` in rows of source_width to the place `to` in rows of target_width; zeros where x is null.
__kernel void copy_rows(const uint width, const uint rows, __global const float *restrict x,
                        __global float *restrict y, const uint source_width, const uint from,
                        const uint target_width, const uint to) {
  const uint column = get_global_id(0), row = get_global_id(1);
  if (column >= width || row >= rows) return;
  y[(size_t)row * target_width + to + column] =
      x ? x[(size_t)row * source_width + from + column] : 0;
}
