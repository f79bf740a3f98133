// Max pooling of channels-last activations, without padding. A work-item goes along one row for V
// neighbouring channels (vector.cl), or for all of them where the launch is one item wide. Joined behind
// elements.cl and epilogue.cl.

// index: h * width + w of each maximum in its plane; a tie goes to the first in scan order, NaN wins.
__kernel void maxpool2d_forward(
    const int channels, const int rows, __global const float *restrict x,
    __global float *restrict y, __global int *restrict index, const int height, const int width,
    const int out_height, const int out_width, const int kernel_height, const int kernel_width,
    const int stride_height, const int stride_width) {
  const int row = get_global_id(1);
  if (row >= rows) return;
  const int top = row % out_height * stride_height;
  const __global float *plane = x + (size_t)(row / out_height) * height * width * channels;

  for (int column = 0; column < out_width; column++) {
    const int left = column * stride_width;
    const size_t target = ((size_t)row * out_width + column) * channels;
    for (int c = get_global_id(0) * V; c < channels; c += get_global_size(0) * V) {
      vec best = (vec)(-INFINITY);
      int_vec place = (int_vec)(top * width + left);
      for (int i = 0; i < kernel_height; i++)
        for (int j = 0; j < kernel_width; j++) {
          const int pixel = (top + i) * width + left + j;
          const vec value = load_first(channels - c, plane + (size_t)pixel * channels + c);
          const int_vec wins = (value > best) | isnan(value);
          best = select(best, value, wins);
          place = select(place, (int_vec)pixel, wins);
        }
      store_first(channels - c, best, y + target + c);
      store_first_int(channels - c, place, index + target + c);
    }
  }
}

// The upstream gradient at an output, through the gate (epilogue.cl) where its maximum came out of a
// rectifier.
static inline vec upstream_at(int count, const __global float *upstream, const __global float *y,
                              size_t output, float slope) {
  return activate_or_gate(count, load_first(count, upstream + output), y, output, slope);
}

// Every input gathers from the windows that it lies in and has won.
__kernel void maxpool2d_gradient(
    const int channels, const int rows, __global const float *restrict upstream,
    __global const int *restrict index, __global const float *restrict y,
    __global float *restrict gradient, const int height, const int width, const int out_height,
    const int out_width, const int kernel_height, const int kernel_width, const int stride_height,
    const int stride_width, const float slope) {
  const int c = get_global_id(0) * V;
  const int row = get_global_id(1);
  if (c >= channels || row >= rows) return;
  const int lanes = channels - c;
  const int h = row % height;
  const int first_row = h < kernel_height ? 0 : (h - kernel_height) / stride_height + 1;
  const int last_row = min(h / stride_height, out_height - 1);
  const size_t outputs = (size_t)(row / height) * out_height * out_width * channels + c;
  __global float *target = gradient + (size_t)row * width * channels + c;

  for (int w = 0; w < width; w++) {
    const int first = w < kernel_width ? 0 : (w - kernel_width) / stride_width + 1;
    const int last = min(w / stride_width, out_width - 1);
    vec sum = (vec)(0.0f);
    for (int i = first_row; i <= last_row; i++)
      for (int j = first; j <= last; j++) {
        const size_t output = outputs + (size_t)(i * out_width + j) * channels;
        const int_vec place = load_first_int(lanes, index + output);
        const vec value = upstream_at(lanes, upstream, y, output, slope);
        sum += select((vec)(0.0f), value, place == (int_vec)(h * width + w));
      }
    store_first(lanes, sum, target + (size_t)w * channels);
  }
}

// The same for windows that do not overlap: every output hands its gradient down to its window and
// the pixels up to the next one. A work-item does the row of windows below one row of outputs. Where the
// gradient is written past the caches (elements.cl), channels are whole vectors.
__kernel void maxpool2d_gradient_disjoint(
    const int channels, const int rows, __global const float *restrict upstream,
    __global const int *restrict index, __global const float *restrict y,
    __global float *restrict gradient, const int height, const int width, const int out_height,
    const int out_width, const int kernel_height, const int kernel_width, const int stride_height,
    const int stride_width, const float slope, const int beyond_caches) {
  const int row = get_global_id(1);
  if (row >= rows) return;
  const int i = row % out_height, top = i * stride_height;
  const int bottom = i == out_height - 1 ? height : top + stride_height;
  __global float *plane = gradient + (size_t)(row / out_height) * height * width * channels;

  for (int column = 0; column < out_width; column++) {
    const int left = column * stride_width;
    const int right = column == out_width - 1 ? width : left + stride_width;
    for (int c = get_global_id(0) * V; c < channels; c += get_global_size(0) * V) {
      const int lanes = channels - c;
      const size_t output = ((size_t)row * out_width + column) * channels + c;
      const int_vec place = load_first_int(lanes, index + output);
      const vec value = upstream_at(lanes, upstream, y, output, slope);
      for (int h = top; h < bottom; h++)
        for (int w = left; w < right; w++) {
          const int pixel = h * width + w;
          put_first(lanes, select((vec)(0.0f), value, place == (int_vec)pixel),
                    plane + (size_t)pixel * channels + c, beyond_caches);
        }
    }
  }
}
