// The products of a convolution's transformed input with its transformed weights
// (winograd.cl): for each plane, M[tile, o] = sum over i of X[tile, i] * W[i, o].
//
// A work-group is one work-item; it does `each` register tiles of MR tiles x NR = NV * V output
// channels down, all of them along, over KC channels at a time, so that the weights' part stays
// in the cache and no sum is long. Planes have room for whole register tiles; what lies beyond the
// last tile is computed from whatever is there, and read by nobody.

#define NR (NV * V)

// The tiles from `first` to `end` of one plane with one panel of weights: adds to `outputs`, or
// begins with it, the sums over `depth` vectors of inputs; `outBlocks` of the panel's vectors are
// outputs, `run` floats from one to the next.
static inline void multiply_panel(const __global float *inputs, const __global float *weights,
                                  __global float *outputs, size_t run, int depth, int outBlocks,
                                  int first, int end, int begins) {
  for (int tile = first; tile < end; tile += MR) {
    vec acc[MR][NV];
#pragma unroll
    for (int v = 0; v < NV; v++)
#pragma unroll
      for (int m = 0; m < MR; m++) acc[m][v] = 0;
    const __global float *a = inputs + tile * V, *b = weights;
    for (int block = 0; block < depth; block++) {
#pragma unroll 4
      for (int i = 0; i < V; i++) {
        vec row[NV];
#pragma unroll
        for (int v = 0; v < NV; v++) row[v] = load(b + i * NR + v * V);
#pragma unroll
        for (int m = 0; m < MR; m++) {
          const vec x = a[m * V + i];
#pragma unroll
          for (int v = 0; v < NV; v++) acc[m][v] = fma(x, row[v], acc[m][v]);
        }
      }
      a += run;
      b += NR * V;
    }
#pragma unroll
    for (int v = 0; v < NV; v++) {
      if (v >= outBlocks) break;
#pragma unroll
      for (int m = 0; m < MR; m++) {
        __global float *sum = outputs + v * run + (tile + m) * V;
        store(begins ? acc[m][v] : load(sum) + acc[m][v], sum);
      }
    }
  }
}

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void winograd_product(
    __global const float *restrict inputs, __global const float *restrict weights,
    __global float *restrict outputs, const Tiling s, int each) {
  const int first = get_group_id(0) * each * MR, end = min(first + each * MR, s.tiles);
  const int depth = plane_inputs(s), width = plane_outputs(s), panels = (width + NR - 1) / NR;
  const int outBlocks = width / V;
  const size_t run = (size_t)s.room * V;
  inputs += get_group_id(1) * plane_floats(s.room, depth);
  weights += get_group_id(1) * ((size_t)panels * depth * NR + PLANE_GAP);
  outputs += get_group_id(1) * plane_floats(s.room, width);

  for (int k = 0; k < depth; k += KC)
    for (int panel = 0; panel < panels; panel++)
      multiply_panel(inputs + (size_t)k * s.room, weights + ((size_t)panel * depth + k) * NR,
                     outputs + panel * NV * run, run, min(KC, depth - k) / V,
                     outBlocks - panel * NV, first, end, k == 0);
}
