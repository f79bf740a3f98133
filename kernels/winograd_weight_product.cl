// The products of a weight gradient (winograd.cl): for each plane, W[i, o] += sum over tiles of
// X[tile, i] * D[tile, o], from the transformed input and upstream gradient; the sum begins at the
// first chunk of tiles. W lies in planes of [O / V][I][V], both filled up to whole vectors.
//
// A work-group is one work-item; it does `each` register tiles of MR inputs (MR divides V) x NR =
// NV * V outputs down, all of them along, over KC tiles at a time, so that these stay in the cache
// and no sum is long.

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void winograd_weight_product(
    __global const float *restrict inputs, __global const float *restrict upstream,
    __global float *restrict weights, const Tiling s, int each) {
  const int depth = plane_inputs(s), blocks = plane_outputs(s) / V;
  const int first = get_group_id(0) * each * MR, end = min(first + each * MR, depth);
  const size_t run = (size_t)s.room * V;
  inputs += get_group_id(1) * plane_floats(s.room, depth);
  upstream += get_group_id(1) * plane_floats(s.room, blocks * V);
  weights += get_group_id(1) * plane_floats(depth, blocks * V);

  for (int k = 0; k < s.tiles; k += KC) {
    const int count = min(KC, s.tiles - k), begins = s.firstTile + k == 0;
    for (int block = 0; block < blocks; block += NV) {
      const __global float *d[NV];
#pragma unroll
      for (int v = 0; v < NV; v++) d[v] = upstream + min(block + v, blocks - 1) * run + k * V;
      for (int input = first; input < end; input += MR) {
        const __global float *x = inputs + input / V * run + (size_t)k * V + input % V;
        __global float *sums = weights + ((size_t)block * depth + input) * V;
        vec acc[MR][NV];
#pragma unroll
        for (int v = 0; v < NV; v++)
#pragma unroll
          for (int m = 0; m < MR; m++) acc[m][v] = 0;
#pragma unroll 2
        for (int t = 0; t < count; t++) {
          vec row[NV];
#pragma unroll
          for (int v = 0; v < NV; v++) row[v] = load(d[v] + t * V);
#pragma unroll
          for (int m = 0; m < MR; m++) {
            const vec a = x[t * V + m];
#pragma unroll
            for (int v = 0; v < NV; v++) acc[m][v] = fma(a, row[v], acc[m][v]);
          }
        }
#pragma unroll
        for (int v = 0; v < NV; v++) {
          if (block + v >= blocks) break;
#pragma unroll
          for (int m = 0; m < MR; m++) {
            __global float *sum = sums + (size_t)v * depth * V + m * V;
            store(begins ? acc[m][v] : load(sum) + acc[m][v], sum);
          }
        }
      }
    }
  }
}
