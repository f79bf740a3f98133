// The triplet loss with l1 distance: max(|a - p| - |a - n| + margin, 0) a row. Joined behind
// vector.cl.

// A work-item does a row.
__kernel void triplet_loss_forward(const uint rows, __global const float *restrict anchor,
                                   __global const float *restrict positive,
                                   __global const float *restrict negative,
                                   __global float *restrict losses, const uint columns,
                                   const float margin) {
  const uint row = get_global_id(0);
  if (row >= rows) return;
  const size_t first = (size_t)row * columns;
  vec sum = (vec)(0.0f), lost = (vec)(0.0f);
  for (uint j = 0; j < columns; j += V) {
    const int lanes = columns - j;
    const vec a = load_first(lanes, anchor + first + j);
    const vec p = load_first(lanes, positive + first + j);
    const vec n = load_first(lanes, negative + first + j);
    add_compensated(&sum, &lost, fabs(a - p) - fabs(a - n));
  }
  const float excess = sum_of_lanes(sum) + margin;
  // Written so that NaN stays visible.
  losses[row] = excess <= 0.0f ? 0.0f : excess;
}

// At a kink, of an absolute value or of the hinge, the slope is 0, as it is where the loss is NaN.
// Gradients that nobody wants are null.
__kernel void triplet_loss_gradient(const uint count, __global const float *restrict anchor,
                                    __global const float *restrict positive,
                                    __global const float *restrict negative,
                                    __global const float *restrict losses,
                                    __global const float *restrict upstream,
                                    __global float *restrict anchor_gradient,
                                    __global float *restrict positive_gradient,
                                    __global float *restrict negative_gradient,
                                    const uint columns) {
  const uint i = get_global_id(0);
  if (i >= count) return;
  const uint row = i / columns;
  const float weight = losses[row] > 0.0f ? upstream[row] : 0.0f;
  const float to_positive = weight * sign(anchor[i] - positive[i]);
  const float to_negative = weight * sign(anchor[i] - negative[i]);
  if (anchor_gradient) anchor_gradient[i] = to_positive - to_negative;
  if (positive_gradient) positive_gradient[i] = -to_positive;
  if (negative_gradient) negative_gradient[i] = to_negative;
}
