// y = act(bias + A^T m A) of each tile's products: the last step of a convolution (winograd.cl).
// A work-item does a run of `each` tiles.

// The tiles from `first` to `end`, and of the planes' channels from `channel` to `endChannel` V after
// every `step`. The first of these lie at the start of `planes`, a part of a plane every `plane` floats.
static inline void transform_outputs(const __global float *planes, size_t plane,
                                     const __global float *bias, const __global float *gate,
                                     __global float *y, const Tiling s, float slope, int first,
                                     int end, int channel, int endChannel, int step) {
  const int outputs = plane_outputs(s);
  const Part start = part_at(channel, s.outChannels, s.outStepX);
  for (int tile = first; tile < end; tile++) {
    const Tile place = tile_place(s, tile);
    Part part = start;
    for (int o = channel; o < endChannel;
         o += step, part = next_part(part, s.outChannels, s.outStepX)) {
      const __global float *from = planes + plane_place(s.room, outputs, tile, o - channel);
      const int top = s.outTop + 4 * place.row * s.outStepY + part.row;
      const int left = s.outLeft + 4 * place.column * s.outStepX + part.column;
      const int channels = s.outChannels - part.channel;
      const vec offset = bias ? load_first(channels, bias + part.channel) : 0;
      vec t[4][SIDE];
#pragma unroll
      for (int j = 0; j < SIDE; j++) {
        vec m[SIDE], column[4];
        load_sums(m, from + j * SPLITS * plane, SIDE * SPLITS * plane, plane);
        transform_output(m, column);
#pragma unroll
        for (int i = 0; i < 4; i++) t[i][j] = column[i];
      }
#pragma unroll
      for (int i = 0; i < 4; i++) {
        vec line[4];
        transform_output(t[i], line);
        const int row = top + i * s.outStepY;
        if (row >= 0 & row < s.outHeight) {
#pragma unroll
          for (int j = 0; j < 4; j++) {
            const int column = left + j * s.outStepX;
            if (column >= 0 & column < s.outWidth) {
              const size_t out =
                  (((size_t)place.image * s.outHeight + row) * s.outWidth + column) * s.outChannels
                  + part.channel;
              store_first(channels,
                          activate_or_gate(channels, line[j] + offset, gate, out, slope), y + out);
            }
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
  const int outputs = plane_outputs(s);
  transform_outputs(planes + plane_place(s.room, outputs, 0, channel),
                    plane_floats(s.room, outputs), bias, gate, y, s, slope, first,
                    min(first + each, s.tiles), channel, outputs, get_global_size(0) * V);
}
