// A dy A^T of each tile's 4 x 4 pixels of an output's gradient, zero outside the image: the
// upstream part of a weight gradient (winograd.cl). A work-item does a run of `each` tiles.

// One tile and up to V channels with whatever of its pixels is there.
static inline void transform(const __global float *dy, int rows, int columns, size_t row,
                             size_t pixel, int channels, __global float *planes, size_t plane) {
  vec t[SIDE][4];
#pragma unroll
  for (int j = 0; j < 4; j++) {
    vec d[4], column[SIDE];
#pragma unroll
    for (int i = 0; i < 4; i++)
      d[i] = (i < rows & j < columns) ? load_first(channels, dy + i * row + j * pixel) : 0;
    transform_upstream(d, column);
#pragma unroll
    for (int i = 0; i < SIDE; i++) t[i][j] = column[i];
  }
#pragma unroll
  for (int i = 0; i < SIDE; i++) {
    vec line[SIDE];
    transform_upstream(t[i], line);
#pragma unroll
    for (int j = 0; j < SIDE; j++) store(line[j], planes + (i * SIDE + j) * plane);
  }
}

// The tiles from `first` to `end`, V channels from `channel` on and after every `step`.
static inline void transform_upstreams(const __global float *dy, __global float *planes,
                                       const Tiling s, int first, int end, int channel, int step) {
  const int outputs = plane_outputs(s);
  const size_t plane = plane_floats(s.room, outputs), row = (size_t)s.outWidth * s.outChannels;
  for (int tile = first; tile < end; tile++) {
    const Tile place = tile_place(s, tile);
    const int rows = min(4, s.outHeight - 4 * place.row);
    const int columns = min(4, s.outWidth - 4 * place.column);
    const __global float *from = dy + ((size_t)place.image * s.outHeight + 4 * place.row) * row
                                 + (size_t)(4 * place.column) * s.outChannels;
    for (int o = channel; o < s.outChannels; o += step) {
      __global float *to = planes + plane_place(s.room, outputs, tile, o);
      if (rows == 4 & columns == 4 & (o + V <= s.outChannels))
        transform(from + o, 4, 4, row, s.outChannels, V, to, plane);
      else
        transform(from + o, rows, columns, row, s.outChannels, s.outChannels - o, to, plane);
    }
  }
}

__kernel ITEM void winograd_upstream(__global const float *restrict dy,
                                     __global float *restrict planes, const Tiling s, int each) {
  const int first = get_global_id(1) * each;
  transform_upstreams(dy, planes, s, first, min(first + each, s.tiles), get_global_id(0) * V,
                      get_global_size(0) * V);
}
