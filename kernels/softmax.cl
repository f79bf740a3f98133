// Softmax and its logarithm along the last axis; a work-item does a row. Joined behind vector.cl
// with V = 1.

// The largest element of a row that the mask (null: none) leaves, -INFINITY where it leaves none.
static inline float row_maximum(const __global float *x, const __global float *mask, uint columns) {
  float top = -INFINITY;
  for (uint j = 0; j < columns; j++)
    if (!mask || mask[j] != 0.0f) top = fmax(top, x[j]);
  return top;
}

// The sum of exp(x - top) over a row.
static inline float row_sum(const __global float *x, const __global float *mask, uint columns,
                            float top) {
  float sum = 0.0f, lost = 0.0f;
  for (uint j = 0; j < columns; j++)
    if (!mask || mask[j] != 0.0f) add_compensated(&sum, &lost, exp(x[j] - top));
  return sum;
}

// Masked elements become 0; so does a row in which all are masked.
__kernel void softmax_forward(const uint rows, __global const float *restrict x,
                              __global const float *restrict mask, __global float *restrict y,
                              const uint columns) {
  const uint row = get_global_id(0);
  if (row >= rows) return;
  const size_t first = (size_t)row * columns;
  x += first;
  y += first;
  if (mask) mask += first;
  const float top = row_maximum(x, mask, columns);
  const float sum = row_sum(x, mask, columns, top);
  for (uint j = 0; j < columns; j++)
    y[j] = mask && mask[j] == 0.0f ? 0.0f : exp(x[j] - top) / sum;
}

// dx = y (dy - sum of y dy)
__kernel void softmax_gradient(const uint rows, __global const float *restrict y,
                               __global const float *restrict upstream,
                               __global float *restrict gradient, const uint columns) {
  const uint row = get_global_id(0);
  if (row >= rows) return;
  const size_t first = (size_t)row * columns;
  float mean = 0.0f, lost = 0.0f;
  for (size_t i = first; i < first + columns; i++) add_compensated(&mean, &lost, y[i] * upstream[i]);
  for (size_t i = first; i < first + columns; i++) gradient[i] = y[i] * (upstream[i] - mean);
}

__kernel void log_softmax_forward(const uint rows, __global const float *restrict x,
                                  __global float *restrict y, const uint columns) {
  const uint row = get_global_id(0);
  if (row >= rows) return;
  const size_t first = (size_t)row * columns;
  const float top = row_maximum(x + first, 0, columns);
  const float rest = log(row_sum(x + first, 0, columns, top));
  for (size_t i = first; i < first + columns; i++) y[i] = x[i] - top - rest;
}

// dx = dy - exp(y) · sum of dy
__kernel void log_softmax_gradient(const uint rows, __global const float *restrict y,
                                   __global const float *restrict upstream,
                                   __global float *restrict gradient, const uint columns) {
  const uint row = get_global_id(0);
  if (row >= rows) return;
  const size_t first = (size_t)row * columns;
  float sum = 0.0f, lost = 0.0f;
  for (size_t i = first; i < first + columns; i++) add_compensated(&sum, &lost, upstream[i]);
  for (size_t i = first; i < first + columns; i++) gradient[i] = upstream[i] - exp(y[i]) * sum;
}
