// Dot products of the rows of two matrices. Joined behind vector.cl and
// loss_mean.cl.

static inline float product_of_rows(__global const float *a, __global const float *b,
                                    const uint columns) {
  vec sum = (vec)(0.0f), lost = (vec)(0.0f);
  for (uint j = 0; j < columns; j += V)
    add_compensated(&sum, &lost, load_first(columns - j, a + j) * load_first(columns - j, b + j));
  return sum_of_lanes(sum);
}

// A work-item does a row.
__kernel void row_dot_forward(const uint rows, __global const float *restrict a,
                              __global const float *restrict b, const uint columns,
                              __global float *restrict dots, __global float *restrict mean,
                              const float share) {
  const uint row = get_global_id(0);
  const size_t first = (size_t)row * columns;
  if (row < rows) dots[row] = product_of_rows(a + first, b + first, columns);
  give_mean(rows, dots, mean, share);
}

// The gradient of each matrix: the other one, each row times the gradient of its product. Null where nobody
// wants one.
__kernel void row_dot_gradient(const uint count, __global const float *restrict a,
                               __global const float *restrict b,
                               __global const float *restrict upstream, const uint step,
                               const float share, __global float *restrict a_gradient,
                               __global float *restrict b_gradient, const uint columns) {
  const uint i = get_global_id(0);
  if (i >= count) return;
  const float up = row_upstream(upstream, i / columns, step, share);
  if (a_gradient) a_gradient[i] = up * b[i];
  if (b_gradient) b_gradient[i] = up * a[i];
}
