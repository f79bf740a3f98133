// c = act(bias + sum over splits of partial[batch][split][place]), in the order of the splits; `area`
// elements a matrix, and a bias of `columns` elements for each of its rows. Joined behind epilogue.cl.
__kernel void matmul_sum(const uint count, __global const float *restrict partial,
                         __global const float *restrict bias, __global float *restrict c,
                         const uint area, const uint columns, const uint splits, float slope) {
  const uint item = get_global_id(0);
  if (item >= count) return;
  const uint batch = item / area, place = item - batch * area;
  float sum = bias ? bias[place % columns] : 0;
  for (uint s = 0; s < splits; s++) sum += partial[((size_t)batch * splits + s) * area + place];
  c[item] = activate(sum, slope);
}
