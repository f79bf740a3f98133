// Cross entropy of logits with a probability for every class; a work-item does a row. Joined behind
// softmax.cl and loss_mean.cl.

// loss = sum over classes of target · (log of the sum of exp(logits) - logit)
static inline float row_entropy(__global const float *logits, __global const float *targets,
                                const uint classes) {
  const float top = row_maximum(logits, 0, classes);
  const float rest = log(row_sum(logits, 0, classes, top));
  // 0, or NaN where a logit is.
  float loss = 0.0f * rest, lost = 0.0f;
  for (uint j = 0; j < classes; j++)
    // A class without probability costs nothing, even where its logit is -INFINITY.
    if (targets[j] != 0.0f)
      add_compensated(&loss, &lost, targets[j] * (rest - (logits[j] - top)));
  return loss;
}

__kernel void cross_entropy_forward(const uint rows, __global const float *restrict logits,
                                    __global const float *restrict targets, const uint classes,
                                    __global float *restrict losses, __global float *restrict mean,
                                    const float share) {
  const uint row = get_global_id(0);
  if (row < rows)
    losses[row] =
        row_entropy(logits + (size_t)row * classes, targets + (size_t)row * classes, classes);
  give_mean(rows, losses, mean, share);
}

// dlogits = dloss (softmax(logits) · sum of targets - targets)
__kernel void cross_entropy_gradient(const uint rows, __global const float *restrict logits,
                                     __global const float *restrict targets,
                                     __global const float *restrict upstream, const uint step,
                                     const float share, __global float *restrict gradient,
                                     const uint classes) {
  const uint row = get_global_id(0);
  if (row >= rows) return;
  const size_t first = (size_t)row * classes;
  const float top = row_maximum(logits + first, 0, classes);
  const float sum = row_sum(logits + first, 0, classes, top);
  float weight = 0.0f, lost = 0.0f;
  for (size_t i = first; i < first + classes; i++) add_compensated(&weight, &lost, targets[i]);
  for (size_t i = first; i < first + classes; i++)
    gradient[i] = row_upstream(upstream, row, step, share)
                  * (weight * exp(logits[i] - top) / sum - targets[i]);
}
