// Attention pooling for GPUs with its scores s[t] = v · tanh(z[t]), z being a projection of h (batch, steps,
// units), and their softmax: a work-group does a sample in one launch (group_sum.cl).

// Work-items that share a dot product.
#define LANES (ITEMS < 32 ? ITEMS : 32)

static inline bool step_counts(const __global float *mask, int step) {
  return !mask || mask[step] != 0.0f;
}

// Of each of a sample's steps (steps, width) the dot product with another vector; `squashes`: of its tanh.
static inline void dot_steps(__local float *shared, const __global float *rows,
                             const __global float *other, const int squashes,
                             __global float *results, int steps, int width) {
  const int item = get_local_id(0), lane = item % LANES;
  // All work-items go round as often, so that they meet at the barriers.
  for (int start = 0; start < steps; start += ITEMS / LANES) {
    const int step = start + item / LANES;
    const __global float *row = rows + (size_t)step * width;
    float sum = 0, lost = 0;
    if (step < steps)
      for (int k = lane; k < width; k += LANES)
        add_compensated(&sum, &lost, other[k] * (squashes ? tanh(row[k]) : row[k]));
    barrier(CLK_LOCAL_MEM_FENCE);
    shared[item] = sum;
    for (int others = LANES / 2; others > 0; others /= 2) {
      barrier(CLK_LOCAL_MEM_FENCE);
      if (lane < others) shared[item] += shared[item + others];
    }
    if (lane == 0 && step < steps) results[step] = shared[item];
  }
  barrier(CLK_GLOBAL_MEM_FENCE);
}

// weights: (batch, steps), which it gives too.
__kernel IN_GROUP void attention_pool_group(__global const float *restrict h,
                                            __global const float *restrict z,
                                            __global const float *restrict v,
                                            __global const float *restrict mask,
                                            __global float *weights, __global float *restrict y,
                                            const int steps, const int width, const int units) {
  __local float shared[ITEMS];
  const int item = get_local_id(0);
  const size_t sample = get_group_id(0);
  h += sample * steps * width;
  weights += sample * steps;
  if (mask) mask += sample * steps;
  dot_steps(shared, z + sample * steps * units, v, 1, weights, steps, units);

  float top = -INFINITY, sum = 0, lost = 0;
  for (int t = item; t < steps; t += ITEMS)
    if (step_counts(mask, t)) top = fmax(top, weights[t]);
  top = largest_of_group(shared, top);
  for (int t = item; t < steps; t += ITEMS)
    if (step_counts(mask, t)) add_compensated(&sum, &lost, exp(weights[t] - top));
  sum = sum_of_group(shared, sum);
  for (int t = item; t < steps; t += ITEMS)
    weights[t] = step_counts(mask, t) ? exp(weights[t] - top) / sum : 0;
  barrier(CLK_GLOBAL_MEM_FENCE);

  for (int k = item; k < width; k += ITEMS) {
    float pooled = 0, rest = 0;
    for (int t = 0; t < steps; t++)
      add_compensated(&pooled, &rest, weights[t] * h[(size_t)t * width + k]);
    y[sample * width + k] = pooled;
  }
}

// scores: (batch, steps), room for their gradient. The gradients of h and of v (batch, units), of each sample
// for itself, are null where nobody wants them.
__kernel IN_GROUP void attention_pool_group_gradient(
    __global const float *restrict h, __global const float *restrict z,
    __global const float *restrict v, __global const float *restrict weights,
    __global const float *restrict upstream, __global float *scores,
    __global float *restrict h_gradient, __global float *restrict z_gradient,
    __global float *restrict v_gradient, const int steps, const int width, const int units) {
  __local float shared[ITEMS];
  const int item = get_local_id(0);
  const size_t sample = get_group_id(0);
  const size_t first = sample * steps * width, projection = sample * steps * units;
  weights += sample * steps;
  scores += sample * steps;
  upstream += sample * width;
  dot_steps(shared, h + first, upstream, 0, scores, steps, width);

  float mean = 0, lost = 0;
  for (int t = item; t < steps; t += ITEMS) add_compensated(&mean, &lost, weights[t] * scores[t]);
  mean = sum_of_group(shared, mean);
  for (int t = item; t < steps; t += ITEMS) scores[t] = weights[t] * (scores[t] - mean);
  barrier(CLK_GLOBAL_MEM_FENCE);

  for (int i = item; i < steps * units; i += ITEMS) {
    const int t = i / units;
    const float squashed = tanh(z[projection + i]);
    z_gradient[projection + i] = scores[t] * v[i - t * units] * (1.0f - squashed * squashed);
  }
  if (h_gradient)
    for (int i = item; i < steps * width; i += ITEMS) {
      const int t = i / width;
      h_gradient[first + i] = weights[t] * upstream[i - t * width];
    }
  if (v_gradient)
    for (int k = item; k < units; k += ITEMS) {
      float sum = 0, rest = 0;
      for (int t = 0; t < steps; t++)
        add_compensated(&sum, &rest, scores[t] * tanh(z[projection + (size_t)t * units + k]));
      v_gradient[sample * units + k] = sum;
    }
}
