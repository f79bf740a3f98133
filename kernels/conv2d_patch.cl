// conv2d.cl for windows of a few floats, as where a picture comes in: what a window costs there is to find
// it. So MR pixels of one line of the grid are a tile, and the patch of x that their windows share is
// copied, with zeros for what lies outside the image. Windows then begin STEP floats apart, a constant,
// and run over the same addresses whatever the border.
//
// A patch has at most PATCH floats. NR, weights and groups are as in conv2d.cl; joined behind elements.cl.

#define NR (NV * V)

// Copies `count` floats that begin at `line`, of which those from `first` to `end` lie in the image.
static inline void copy_line(const __global float *line, int first, int end, int count, float *to) {
  const int from = clamp(first, 0, count), until = clamp(end, from, count);
  int k = 0;
  for (; k < from; k++) to[k] = 0;
  for (; k + V <= until; k += V) *(vec_in_memory *)(to + k) = load(line + k);
  for (; k < until; k++) to[k] = line[k];
  for (; k < count; k++) to[k] = 0;
}

// acc += `count` consecutive floats of each pixel's window times their weights.
static inline void accumulate(vec acc[MR][NV], const float *window, const __global float *w,
                              int count) {
  for (int k = 0; k < count; k++) {
    vec b[NV];
#pragma unroll
    for (int v = 0; v < NV; v++) b[v] = load(w + k * NR + v * V);
#pragma unroll
    for (int m = 0; m < MR; m++) {
      const vec a = window[m * STEP + k];
#pragma unroll
      for (int v = 0; v < NV; v++) acc[m][v] = fma(a, b[v], acc[m][v]);
    }
  }
}

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void conv2d_patch(
    __global const float *restrict x, __global const float *restrict packed,
    __global const float *restrict bias, __global const float *restrict gate,
    __global float *restrict y, const Grid g, int tiles, float slope, int beyond_caches) {
  const int channel = get_group_id(1) * NR;
  const int lineTiles = (g.gridWidth + MR - 1) / MR;
  const int firstTile = get_group_id(0) * tiles;
  const int endTile = min(firstTile + tiles, lineTiles * g.gridHeight * g.batch);
  const int run = g.kernelWidth * g.channels, length = (MR - 1) * STEP + run;
  const __global float *panel = packed + get_group_id(1) * panel_floats(g, NR);
  vec offset[NV];
#pragma unroll
  for (int v = 0; v < NV; v++) {
    const int lanes = g.outChannels - channel - v * V;
    offset[v] = bias && lanes > 0 ? load_first(lanes, bias + channel + v * V) : 0;
  }

  for (int tile = firstTile; tile < endTile; tile++) {
    const int line = tile / lineTiles, first = (tile - line * lineTiles) * MR;
    const int image = line / g.gridHeight;
    const Place pixel = {image, line - image * g.gridHeight, first}, place = window_of(g, pixel);
    const int left = -place.column * g.channels, right = left + g.width * g.channels;
    float patch[PATCH];
    vec acc[MR][NV];
#pragma unroll
    for (int m = 0; m < MR; m++)
#pragma unroll
      for (int v = 0; v < NV; v++) acc[m][v] = offset[v];

    for (int ky = 0; ky < g.kernelHeight; ky++) {
      const int row = place.row + ky;
      const __global float *from =
          x + ((long)(image * g.height + row) * g.width + place.column) * g.channels;
      copy_line(from, left, is_row(g, row) ? right : 0, length, patch + ky * length);
    }
    for (int ky = 0; ky < g.kernelHeight; ky++)
      accumulate(acc, patch + ky * length, panel + (size_t)ky * run * NR, run);

    // A copy, so that acc stays in registers (conv2d.cl).
    vec result[MR][NV];
#pragma unroll
    for (int m = 0; m < MR; m++)
#pragma unroll
      for (int v = 0; v < NV; v++) result[m][v] = acc[m][v];
    const int count = min(MR, g.gridWidth - first);
    Place at = pixel;
#pragma unroll 1
    for (int m = 0; m < count; m++, at.column++) {
#pragma unroll
      for (int v = 0; v < NV; v++) {
        const int lanes = g.outChannels - channel - v * V;
        if (lanes <= 0) break;
        const size_t to = output_offset(g, at) + channel + v * V;
        put_first(lanes, activate_or_gate(lanes, result[m][v], gate, to, slope), y + to, beyond_caches);
      }
    }
  }
}
