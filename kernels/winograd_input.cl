// B^T d B of each tile's 6 x 6 pixels of x, zero outside the image: the input's part of a
// convolution (winograd.cl). A work-item does a run of `each` tiles.

// One tile and V channels whose pixels are all there.
static inline void transform_inner(const __global float *x, size_t row, size_t pixel,
                                   __global float *planes, size_t plane) {
  vec t[6][6];
#pragma unroll
  for (int j = 0; j < 6; j++) {
    vec d[6], column[6];
#pragma unroll
    for (int i = 0; i < 6; i++) d[i] = load(x + i * row + j * pixel);
    transform_input(d, column);
#pragma unroll
    for (int i = 0; i < 6; i++) t[i][j] = column[i];
  }
#pragma unroll
  for (int i = 0; i < 6; i++) {
    vec line[6];
    transform_input(t[i], line);
#pragma unroll
    for (int j = 0; j < 6; j++) store(line[j], planes + (i * 6 + j) * plane);
  }
}

// One tile and up to V channels with whatever of its pixels is there.
static void transform_border(const Tiling s, const __global float *image, int top, int left,
                             int channels, __global float *planes, size_t plane) {
  vec t[6][6];
  UNROLL_BORDER
  for (int j = 0; j < 6; j++) {
    vec d[6], column[6];
    UNROLL_BORDER
    for (int i = 0; i < 6; i++) {
      const int y = top + i, x = left + j;
      d[i] = (y >= 0 & y < s.height & x >= 0 & x < s.width)
                 ? load_first(channels, image + ((size_t)y * s.width + x) * s.channels) : 0;
    }
    transform_input(d, column);
    UNROLL_BORDER
    for (int i = 0; i < 6; i++) t[i][j] = column[i];
  }
  UNROLL_BORDER
  for (int i = 0; i < 6; i++) {
    vec line[6];
    transform_input(t[i], line);
    UNROLL_BORDER
    for (int j = 0; j < 6; j++) store(line[j], planes + (i * 6 + j) * plane);
  }
}

// The tiles from `first` to `end`, V of their channels from `channel` on and after every `step`.
static inline void transform_inputs(const __global float *x, __global float *planes,
                                    const Tiling s, int first, int end, int channel, int step) {
  const size_t plane = plane_floats(s.room, s.channels), row = (size_t)s.width * s.channels;
  for (int tile = first; tile < end; tile++) {
    const Tile place = tile_place(s, tile);
    const int top = s.top + 4 * place.row, left = s.left + 4 * place.column;
    const int inside = top >= 0 & top + 6 <= s.height & left >= 0 & left + 6 <= s.width;
    const __global float *image = x + place.image * (s.height * row);
    for (int c = channel; c < s.channels; c += step) {
      __global float *to = planes + plane_place(s.room, s.channels, tile, c);
      if (inside & (c + V <= s.channels))
        transform_inner(image + top * row + (size_t)left * s.channels + c, row, s.channels, to,
                        plane);
      else
        transform_border(s, image + c, top, left, s.channels - c, to, plane);
    }
  }
}

__kernel ITEM void winograd_input(__global const float *restrict x, __global float *restrict planes,
                                  const Tiling s, int each) {
  const int first = get_global_id(1) * each;
  transform_inputs(x, planes, s, first, min(first + each, s.tiles), get_global_id(0) * V,
                   get_global_size(0) * V);
}
