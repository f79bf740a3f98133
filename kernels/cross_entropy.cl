// Cross entropy of logits with a probability for every class; a work-item does a row. Joined behind
// softmax.cl.

// loss = sum over classes of target · (log of the sum of exp(logits) - logit)
__kernel void cross_entropy_forward(const uint rows, __global const float *restrict logits,
                                    __global const float *restrict targets,
                                    __global float *restrict losses, const uint classes) {
  const uint row = get_global_id(0);
  if (row >= rows) return;
  logits += (size_t)row * classes;
  targets += (size_t)row * classes;
  const float top = row_maximum(logits, 0, classes);
  const float rest = log(row_sum(logits, 0, classes, top));
  // 0, or NaN where a logit is.
  float loss = 0.0f * rest, lost = 0.0f;
  for (uint j = 0; j < classes; j++)
    // A class without probability costs nothing, even where its logit is -INFINITY.
    if (targets[j] != 0.0f)
      add_compensated(&loss, &lost, targets[j] * (rest - (logits[j] - top)));
  losses[row] = loss;
}

// dlogits = dloss (softmax(logits) · sum of targets - targets)
__kernel void cross_entropy_gradient(const uint rows, __global const float *restrict logits,
                                     __global const float *restrict targets,
                                     __global const float *restrict upstream,
                                     __global float *restrict gradient, const uint classes) {
  const uint row = get_global_id(0);
  if (row >= rows) return;
  const size_t first = (size_t)row * classes;
  const float top = row_maximum(logits + first, 0, classes);
  const float sum = row_sum(logits + first, 0, classes, top);
  float weight = 0.0f, lost = 0.0f;
  for (size_t i = first; i < first + classes; i++) add_compensated(&weight, &lost, targets[i]);
  for (size_t i = first; i < first + classes; i++)
    gradient[i] = upstream[row] * (weight * exp(logits[i] - top) / sum - targets[i]);
}
