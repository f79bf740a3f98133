// y[k] = x[j] for a tensor of four axes, y's axes being x's in another order: length_n are y's lengths
// and stride_n where their steps lead in x. With a gate that lies as y does, y goes back through the
// rectifier that put it out (epilogue.cl). Work-items: (axis 3, axis 2, axes 0 and 1). For GPUs; for CPUs there
// is permute_tiles.cl.
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
