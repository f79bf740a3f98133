// B^T d B of each tile's pixels of x, zero outside the image: the input's part of a
// convolution (winograd.cl). A work-item does a run of `each` tiles.

// One tile and V channels whose pixels are all there.
static inline void transform_inner(const __global float *x, size_t row, size_t pixel,
                                   __global float *planes, size_t plane) {
  vec t[SIDE][SIDE];
#pragma unroll
  for (int j = 0; j < SIDE; j++) {
    vec d[SIDE], column[SIDE];
#pragma unroll
    for (int i = 0; i < SIDE; i++) d[i] = load(x + i * row + j * pixel);
    transform_input(d, column);
#pragma unroll
    for (int i = 0; i < SIDE; i++) t[i][j] = column[i];
  }
#pragma unroll
  for (int i = 0; i < SIDE; i++) {
    vec line[SIDE];
    transform_input(t[i], line);
#pragma unroll
    for (int j = 0; j < SIDE; j++) store(line[j], planes + (i * SIDE + j) * plane);
  }
}

// One tile and up to V channels with whatever of its pixels is there.
static void transform_border(const Tiling s, const __global float *image, int top, int left,
                             int channels, __global float *planes, size_t plane) {
  vec t[SIDE][SIDE];
  UNROLL_BORDER
  for (int j = 0; j < SIDE; j++) {
    vec d[SIDE], column[SIDE];
    UNROLL_BORDER
    for (int i = 0; i < SIDE; i++) {
      const int y = top + i * s.stepY, x = left + j * s.stepX;
      d[i] = (y >= 0 & y < s.height & x >= 0 & x < s.width)
                 ? load_first(channels, image + ((size_t)y * s.width + x) * s.channels) : 0;
    }
    transform_input(d, column);
    UNROLL_BORDER
    for (int i = 0; i < SIDE; i++) t[i][j] = column[i];
  }
  UNROLL_BORDER
  for (int i = 0; i < SIDE; i++) {
    vec line[SIDE];
    transform_input(t[i], line);
    UNROLL_BORDER
    for (int j = 0; j < SIDE; j++) store(line[j], planes + (i * SIDE + j) * plane);
  }
}

// The tiles from `first` to `end`, V of the planes' channels from `channel` on and after every `step`.
static inline void transform_inputs(const __global float *x, __global float *planes,
                                    const Tiling s, int first, int end, int channel, int step) {
  const int channels = plane_inputs(s);
  const size_t plane = plane_floats(s.room, channels), row = (size_t)s.width * s.channels;
  const Part start = part_at(channel, s.channels, s.stepX);
  for (int tile = first; tile < end; tile++) {
    const Tile place = tile_place(s, tile);
    const __global float *image = x + place.image * (s.height * row);
    Part part = start;
    for (int c = channel; c < channels; c += step, part = next_part(part, s.channels, s.stepX)) {
      const int top = s.top + 4 * place.row * s.stepY + part.row;
      const int left = s.left + 4 * place.column * s.stepX + part.column;
      const int inside = top >= 0 & top + (SIDE - 1) * s.stepY < s.height & left >= 0
                         & left + (SIDE - 1) * s.stepX < s.width;
      __global float *to = planes + plane_place(s.room, channels, tile, c);
      if (inside & (part.channel + V <= s.channels))
        transform_inner(image + top * row + (size_t)left * s.channels + part.channel,
                        row * s.stepY, (size_t)s.channels * s.stepX, to, plane);
      else
        transform_border(s, image + part.channel, top, left, s.channels - part.channel, to, plane);
    }
  }
}

__kernel ITEM void winograd_input(__global const float *restrict x, __global float *restrict planes,
                                  const Tiling s, int each) {
  const int first = get_global_id(1) * each;
  transform_inputs(x, planes, s, first, min(first + each, s.tiles), get_global_id(0) * V,
                   get_global_size(0) * V);
}
