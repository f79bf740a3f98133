// Average pooling of channels-last activations, without padding. A work-item goes along one row for
// V neighbouring channels (vector.cl), or for all of them where the launch is one item wide. What is written
// past the caches has whole vectors of channels (elements.cl). With -D ADAPTIVE the windows share out the plane as PyTorch's
// adaptive pooling does, and neighbouring ones may overlap by a pixel.

// An axis of `length` pixels under `outputs` windows of `size` that step by `stride`.
typedef struct {
  int length, outputs, size, stride;
} Axis;

#ifdef ADAPTIVE
// Window i covers start ..< end; pixel p lies in the windows first ... last.
// The products of two lengths are no sizes of a tensor, and may be larger than any.
static inline int start(const Axis a, int i) { return (long)i * a.length / a.outputs; }
static inline int end(const Axis a, int i) {
  return ((i + 1L) * a.length + a.outputs - 1) / a.outputs;
}
static inline int first(const Axis a, int p) { return (long)p * a.outputs / a.length; }
static inline int last(const Axis a, int p) { return ((p + 1L) * a.outputs - 1) / a.length; }
#else
static inline int start(const Axis a, int i) { return i * a.stride; }
static inline int end(const Axis a, int i) { return i * a.stride + a.size; }
static inline int first(const Axis a, int p) { return p < a.size ? 0 : (p - a.size) / a.stride + 1; }
static inline int last(const Axis a, int p) { return min(p / a.stride, a.outputs - 1); }
#endif

__kernel void avgpool2d_forward(
    const int channels, const int rows, __global const float *restrict x,
    __global float *restrict y, const int height, const int width, const int out_height,
    const int out_width, const int kernel_height, const int kernel_width, const int stride_height,
    const int stride_width, const int beyond_caches) {
  const int row = get_global_id(1);
  if (row >= rows) return;
  const Axis down = {height, out_height, kernel_height, stride_height};
  const Axis along = {width, out_width, kernel_width, stride_width};
  const int top = start(down, row % out_height), bottom = end(down, row % out_height);
  const __global float *plane = x + (size_t)(row / out_height) * height * width * channels;
  __global float *target = y + (size_t)row * out_width * channels;

  for (int column = 0; column < out_width; column++) {
    const int left = start(along, column), right = end(along, column);
    const float area = (bottom - top) * (right - left);
    for (int c = get_global_id(0) * V; c < channels; c += get_global_size(0) * V) {
      vec sum = (vec)(0.0f), lost = (vec)(0.0f);
      for (int h = top; h < bottom; h++)
        for (int w = left; w < right; w++)
          add_compensated(
              &sum, &lost,
              load_first(channels - c, plane + (size_t)(h * width + w) * channels + c));
      put_first(channels - c, sum / area, target + (size_t)column * channels + c, beyond_caches);
    }
  }
}

// Every input gathers its share from the windows that it lies in.
__kernel void avgpool2d_gradient(
    const int channels, const int rows, __global const float *restrict upstream,
    __global float *restrict gradient, const int height, const int width, const int out_height,
    const int out_width, const int kernel_height, const int kernel_width, const int stride_height,
    const int stride_width) {
  const int c = get_global_id(0) * V;
  const int row = get_global_id(1);
  if (c >= channels || row >= rows) return;
  const int lanes = channels - c;
  const Axis down = {height, out_height, kernel_height, stride_height};
  const Axis along = {width, out_width, kernel_width, stride_width};
  const int h = row % height;
  const __global float *plane =
      upstream + (size_t)(row / height) * out_height * out_width * channels + c;
  __global float *target = gradient + (size_t)row * width * channels + c;

  for (int w = 0; w < width; w++) {
    vec sum = (vec)(0.0f);
    for (int i = first(down, h); i <= last(down, h); i++)
      for (int j = first(along, w); j <= last(along, w); j++) {
        const float area = (end(down, i) - start(down, i)) * (end(along, j) - start(along, j));
        sum += load_first(lanes, plane + (size_t)(i * out_width + j) * channels) / area;
      }
    store_first(lanes, sum, target + (size_t)w * channels);
  }
}

#ifndef ADAPTIVE

// The same for windows that do not overlap: every output hands its gradient down to its window, and nothing
// to the pixels up to the next one. A work-item does the row of windows below one row of outputs.
__kernel void avgpool2d_gradient_disjoint(
    const int channels, const int rows, __global const float *restrict upstream,
    __global float *restrict gradient, const int height, const int width, const int out_height,
    const int out_width, const int kernel_height, const int kernel_width, const int stride_height,
    const int stride_width, const int beyond_caches) {
  const int row = get_global_id(1);
  if (row >= rows) return;
  const int i = row % out_height, top = i * stride_height;
  const int bottom = i == out_height - 1 ? height : top + stride_height;
  const float area = kernel_height * kernel_width;
  __global float *plane = gradient + (size_t)(row / out_height) * height * width * channels;

  for (int column = 0; column < out_width; column++) {
    const int left = column * stride_width;
    const int right = column == out_width - 1 ? width : left + stride_width;
    for (int c = get_global_id(0) * V; c < channels; c += get_global_size(0) * V) {
      const size_t output = ((size_t)row * out_width + column) * channels + c;
      const vec share = load_first(channels - c, upstream + output) / area;
      for (int h = top; h < bottom; h++)
        for (int w = left; w < right; w++)
          put_first(channels - c,
                    h < top + kernel_height && w < left + kernel_width ? share : (vec)(0.0f),
                    plane + (size_t)(h * width + w) * channels + c, beyond_caches);
    }
  }
}

#endif
