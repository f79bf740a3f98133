// Max pooling of channels-last activations, without padding. A work-item goes along one row for V
// neighbouring channels (vector.cl).

// index: h * width + w of each maximum in its plane; a tie goes to the first in scan order, NaN wins.
__kernel void maxpool2d_forward(
    const int channels, const int rows, __global const float *restrict x,
    __global float *restrict y, __global int *restrict index, const int height, const int width,
    const int out_height, const int out_width, const int kernel_height, const int kernel_width,
    const int stride_height, const int stride_width) {
  const int c = get_global_id(0) * V;
  const int row = get_global_id(1);
  if (c >= channels || row >= rows) return;
  const int lanes = channels - c;
  const int top = row % out_height * stride_height;
  const __global float *plane = x + (size_t)(row / out_height) * height * width * channels + c;
  const size_t target = (size_t)row * out_width * channels + c;

  for (int column = 0; column < out_width; column++) {
    const int left = column * stride_width;
    vec best = (vec)(-INFINITY);
    int_vec place = (int_vec)(top * width + left);
    for (int i = 0; i < kernel_height; i++)
      for (int j = 0; j < kernel_width; j++) {
        const int pixel = (top + i) * width + left + j;
        const vec value = load_first(lanes, plane + (size_t)pixel * channels);
        const int_vec wins = (value > best) | isnan(value);
        best = select(best, value, wins);
        place = select(place, (int_vec)pixel, wins);
      }
    store_first(lanes, best, y + target + column * channels);
    store_first_int(lanes, place, index + target + column * channels);
  }
}

// Every input gathers from the windows that it lies in and has won.
__kernel void maxpool2d_gradient(
    const int channels, const int rows, __global const float *restrict upstream,
    __global const int *restrict index, __global float *restrict gradient, const int height,
    const int width, const int out_height, const int out_width, const int kernel_height,
    const int kernel_width, const int stride_height, const int stride_width) {
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
        const vec value = load_first(lanes, upstream + output);
        sum += select((vec)(0.0f), value, place == (int_vec)(h * width + w));
      }
    store_first(lanes, sum, target + (size_t)w * channels);
  }
}
