// y = act(bias + A^T m A) of each tile's 36 products: the last step of a convolution (winograd.cl).
// A work-item does a run of `each` tiles.

// The tiles from `first` to `end`, and of the outputs from `channel` to `endChannel` V after every
// `step`. The first of these lie at the start of `planes`, `plane` floats from one to the next.
static inline void transform_outputs(const __global float *planes, size_t plane,
                                     const __global float *bias, const __global float *gate,
                                     __global float *y, const Tiling s, float slope, int first,
                                     int end, int channel, int endChannel, int step) {
  const size_t row = (size_t)s.outWidth * s.outChannels;
  for (int tile = first; tile < end; tile++) {
    const Tile place = tile_place(s, tile);
    const int rows = min(4, s.outHeight - 4 * place.row);
    const int columns = min(4, s.outWidth - 4 * place.column);
    const size_t corner = ((size_t)place.image * s.outHeight + 4 * place.row) * row
                          + (size_t)(4 * place.column) * s.outChannels;
    for (int o = channel; o < endChannel; o += step) {
      const __global float *from =
          planes + plane_place(s.room, s.outChannels, tile, o - channel);
      const int channels = endChannel - o;
      const vec offset = bias ? load_first(channels, bias + o) : 0;
      vec t[4][6];
#pragma unroll
      for (int j = 0; j < 6; j++) {
        vec m[6], column[4];
#pragma unroll
        for (int i = 0; i < 6; i++) m[i] = load(from + (i * 6 + j) * plane);
        transform_output(m, column);
#pragma unroll
        for (int i = 0; i < 4; i++) t[i][j] = column[i];
      }
#pragma unroll
      for (int i = 0; i < 4; i++) {
        vec line[4];
        transform_output(t[i], line);
        if (i < rows) {
#pragma unroll
          for (int j = 0; j < 4; j++)
            if (j < columns) {
              const size_t out = corner + i * row + (size_t)j * s.outChannels + o;
              store_first(channels,
                          activate_or_gate(channels, line[j] + offset, gate, out, slope), y + out);
            }
        }
      }
    }
  }
}

__kernel ITEM void winograd_output(__global const float *restrict planes,
                                   __global const float *restrict bias,
                                   __global const float *restrict gate, __global float *restrict y,
                                   const Tiling s, int each, float slope) {
  const int first = get_global_id(1) * each, channel = get_global_id(0) * V;
  transform_outputs(planes + plane_place(s.room, s.outChannels, 0, channel),
                    plane_floats(s.room, s.outChannels), bias, gate, y, s, slope, first,
                    min(first + each, s.tiles), channel, s.outChannels, get_global_size(0) * V);
}
