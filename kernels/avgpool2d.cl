// Average pooling of channels-last activations, without padding. A work-item goes along one row for
// V neighbouring channels (vector.cl). With -D ADAPTIVE the windows share out the plane as PyTorch's
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
    const int stride_width) {
  const int c = get_global_id(0) * V;
  const int row = get_global_id(1);
  if (c >= channels || row >= rows) return;
  const int lanes = channels - c;
  const Axis down = {height, out_height, kernel_height, stride_height};
  const Axis along = {width, out_width, kernel_width, stride_width};
  const int top = start(down, row % out_height), bottom = end(down, row % out_height);
  const __global float *plane = x + (size_t)(row / out_height) * height * width * channels + c;
  __global float *target = y + (size_t)row * out_width * channels + c;

  for (int column = 0; column < out_width; column++) {
    const int left = start(along, column), right = end(along, column);
    vec sum = (vec)(0.0f), lost = (vec)(0.0f);
    for (int h = top; h < bottom; h++)
      for (int w = left; w < right; w++)
        add_compensated(
            &sum, &lost, load_first(lanes, plane + (size_t)(h * width + w) * channels));
    const float area = (bottom - top) * (right - left);
    store_first(lanes, sum / area, target + (size_t)column * channels);
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
