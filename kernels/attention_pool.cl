// The weighted sum over time of attention pooling: y[b] = sum over t of weight[b][t] h[b][t].

// A work-item does V neighbouring features of a sample (vector.cl).
__kernel void attention_pool_forward(const int width, const int batch,
                                     __global const float *restrict h,
                                     __global const float *restrict weights,
                                     __global float *restrict y, const int steps) {
  const int k = get_global_id(0) * V;
  const int b = get_global_id(1);
  if (k >= width || b >= batch) return;
  const int lanes = width - k;
  vec sum = (vec)(0.0f), lost = (vec)(0.0f);
  for (int t = 0; t < steps; t++) {
    const size_t step = (size_t)b * steps + t;
    add_compensated(&sum, &lost, weights[step] * load_first(lanes, h + step * width + k));
  }
  store_first(lanes, sum, y + (size_t)b * width + k);
}

// dh[b][t] = weight[b][t] dy[b]; a work-item does V neighbouring features of a step.
__kernel void attention_pool_step_gradient(const int width, const int count,
                                           __global const float *restrict weights,
                                           __global const float *restrict upstream,
                                           __global float *restrict gradient, const int steps) {
  const int k = get_global_id(0) * V;
  const int step = get_global_id(1);
  if (k >= width || step >= count) return;
  const int lanes = width - k;
  const vec dy = load_first(lanes, upstream + (size_t)(step / steps) * width + k);
  store_first(lanes, weights[step] * dy, gradient + (size_t)step * width + k);
}

// dweight[b][t] = h[b][t] · dy[b]; a work-item does a step.
__kernel void attention_pool_weight_gradient(const uint count, __global const float *restrict h,
                                             __global const float *restrict upstream,
                                             __global float *restrict gradient, const int steps,
                                             const int width) {
  const uint step = get_global_id(0);
  if (step >= count) return;
  h += (size_t)step * width;
  upstream += (size_t)(step / steps) * width;
  vec sum = (vec)(0.0f), lost = (vec)(0.0f);
  for (int k = 0; k < width; k += V)
    add_compensated(&sum, &lost,
                    load_first(width - k, h + k) * load_first(width - k, upstream + k));
  gradient[step] = sum_of_lanes(sum);
}
