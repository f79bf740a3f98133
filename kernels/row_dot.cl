// Dot products of the rows of two matrices. Joined behind vector.cl.

// A work-item does a row.
__kernel void row_dot_forward(const uint rows, __global const float *restrict a,
                              __global const float *restrict b, __global float *restrict dots,
                              const uint columns) {
  const uint row = get_global_id(0);
  if (row >= rows) return;
  a += (size_t)row * columns;
  b += (size_t)row * columns;
  vec sum = (vec)(0.0f), lost = (vec)(0.0f);
  for (uint j = 0; j < columns; j += V)
    add_compensated(&sum, &lost, load_first(columns - j, a + j) * load_first(columns - j, b + j));
  dots[row] = sum_of_lanes(sum);
}

// The gradient of one matrix: the other one, each row times the gradient of its product.
__kernel void row_dot_gradient(const uint count, __global const float *restrict other,
                               __global const float *restrict upstream,
                               __global float *restrict gradient, const uint columns) {
  const uint i = get_global_id(0);
  if (i < count) gradient[i] = upstream[i / columns] * other[i];
}
