// The triplet loss with l1 distance: max(|a - p| - |a - n| + margin, 0) a row. Joined behind
// vector.cl and loss_mean.cl.

static inline float row_loss(__global const float *anchor, __global const float *positive,
                             __global const float *negative, const uint columns,
                             const float margin) {
  vec sum = (vec)(0.0f), lost = (vec)(0.0f);
  for (uint j = 0; j < columns; j += V) {
    const int lanes = columns - j;
    const vec a = load_first(lanes, anchor + j);
    const vec p = load_first(lanes, positive + j);
    const vec n = load_first(lanes, negative + j);
    add_compensated(&sum, &lost, fabs(a - p) - fabs(a - n));
  }
  const float excess = sum_of_lanes(sum) + margin;
  // Written so that NaN stays visible.
  return excess <= 0.0f ? 0.0f : excess;
}

// A work-item does a row.
__kernel void triplet_loss_forward(const uint rows, __global const float *restrict anchor,
                                   __global const float *restrict positive,
                                   __global const float *restrict negative, const uint columns,
                                   const float margin, __global float *restrict losses,
                                   __global float *restrict mean, const float share) {
  const uint row = get_global_id(0);
  const size_t first = (size_t)row * columns;
  if (row < rows)
    losses[row] = row_loss(anchor + first, positive + first, negative + first, columns, margin);
  give_mean(rows, losses, mean, share);
}

// Which rows are active, 1 or 0: those that their loss moves. A work-item does a row.
__kernel void triplet_loss_active(const uint rows, __global const float *restrict losses,
                                  __global float *restrict active, __global float *restrict mean,
                                  const float share) {
  const uint row = get_global_id(0);
  if (row < rows) active[row] = losses[row] > 0.0f ? 1.0f : 0.0f;
  give_mean(rows, active, mean, share);
}

// At a kink, of an absolute value or of the hinge, the slope is 0, as it is where the loss is NaN.
// Gradients that nobody wants are null.
__kernel void triplet_loss_gradient(const uint count, __global const float *restrict anchor,
                                    __global const float *restrict positive,
                                    __global const float *restrict negative,
                                    __global const float *restrict losses,
                                    __global const float *restrict upstream, const uint step,
                                    const float share,
                                    __global float *restrict anchor_gradient,
                                    __global float *restrict positive_gradient,
                                    __global float *restrict negative_gradient,
                                    const uint columns) {
  const uint i = get_global_id(0);
  if (i >= count) return;
  const uint row = i / columns;
  const float weight = losses[row] > 0.0f ? row_upstream(upstream, row, step, share) : 0.0f;
  const float to_positive = weight * sign(anchor[i] - positive[i]);
  const float to_negative = weight * sign(anchor[i] - negative[i]);
  if (anchor_gradient) anchor_gradient[i] = to_positive - to_negative;
  if (positive_gradient) positive_gradient[i] = -to_positive;
  if (negative_gradient) negative_gradient[i] = to_negative;
}
