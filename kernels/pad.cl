// A border around the height and width of channels-last activations: zeros, or with -D REFLECT the
// plane mirrored at its edge, which itself is not repeated. A work-item goes along one row for V
// neighbouring channels (vector.cl).

// The pixel of an axis of `length` that the padded axis shows at p; -1 where it is zero.
static inline int source(int p, int length) {
#ifdef REFLECT
  return p < 0 ? -p : p >= length ? length - 1 - (p - (length - 1)) : p;
#else
  return p < 0 || p >= length ? -1 : p;
#endif
}

__kernel void pad_forward(const int channels, const int rows, __global const float *restrict x,
                          __global float *restrict y, const int height, const int width,
                          const int out_height, const int out_width, const int top,
                          const int left) {
  const int c = get_global_id(0) * V;
  const int row = get_global_id(1);
  if (c >= channels || row >= rows) return;
  const int lanes = channels - c;
  const int h = source(row % out_height - top, height);
  const __global float *from =
      x + ((size_t)(row / out_height) * height + max(h, 0)) * width * channels + c;
  __global float *target = y + (size_t)row * out_width * channels + c;

  for (int column = 0; column < out_width; column++) {
    const int w = source(column - left, width);
    const vec value =
        h < 0 || w < 0 ? (vec)(0.0f) : load_first(lanes, from + (size_t)w * channels);
    store_first(lanes, value, target + (size_t)column * channels);
  }
}

// The places of the padded axis that show pixel p: its own, and its images beyond either edge. Returns
// how many there are.
static inline int images(int p, int length, int before, int out_length, int *places) {
  int count = 0;
  places[count++] = before + p;
#ifdef REFLECT
  if (p > 0 && p <= before) places[count++] = before - p;
  const int after = before + (length - 1) + (length - 1 - p);
  if (p < length - 1 && after < out_length) places[count++] = after;
#endif
  return count;
}

// Every input gathers from the places that show it.
__kernel void pad_gradient(const int channels, const int rows,
                           __global const float *restrict upstream,
                           __global float *restrict gradient, const int height, const int width,
                           const int out_height, const int out_width, const int top,
                           const int left) {
  const int c = get_global_id(0) * V;
  const int row = get_global_id(1);
  if (c >= channels || row >= rows) return;
  const int lanes = channels - c;
  const __global float *plane =
      upstream + (size_t)(row / height) * out_height * out_width * channels + c;
  __global float *target = gradient + (size_t)row * width * channels + c;
  int down[3], along[3];
  const int down_count = images(row % height, height, top, out_height, down);

  for (int w = 0; w < width; w++) {
    const int along_count = images(w, width, left, out_width, along);
    vec sum = (vec)(0.0f);
    for (int i = 0; i < down_count; i++)
      for (int j = 0; j < along_count; j++)
        sum += load_first(lanes, plane + (size_t)(down[i] * out_width + along[j]) * channels);
    store_first(lanes, sum, target + (size_t)w * channels);
  }
}
