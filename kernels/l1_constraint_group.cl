// The l1 constraint (l1_constraint.cl) for GPUs: a work-group does a sample in one launch (group_sum.cl).

// The elements of a sample that count, at least 1.
static inline float elements_of_group(__local float *shared, const __global float *mask, int frames,
                                      int bands) {
  if (!mask) return frames * bands;
  float valid = 0;
  for (int frame = get_local_id(0); frame < frames; frame += ITEMS) valid += counts(mask, frame);
  return fmax(sum_of_group(shared, valid) * bands, 1.0f);
}

// x: what is added to the result (null: nothing).
__kernel IN_GROUP void l1_constraint_group(__global const float *restrict p,
                                           __global const float *restrict epsilon,
                                           __global const float *restrict mask,
                                           __global const float *restrict x,
                                           __global float *restrict y, const int frames,
                                           const int bands, const float floor) {
  __local float shared[ITEMS];
  const int sample = get_group_id(0), item = get_local_id(0), count = frames * bands;
  const size_t first = (size_t)sample * count;
  if (mask) mask += (size_t)sample * frames;
  float size = 0, lost = 0;
  for (int i = item; i < count; i += ITEMS)
    if (counts(mask, i / bands)) add_compensated(&size, &lost, fabs(squash(p[first + i])));
  const float elements = elements_of_group(shared, mask, frames, bands);
  const float mean = sum_of_group(shared, size) / elements;
  const float factor = epsilon[sample] / (mean + floor);
  for (int i = item; i < count; i += ITEMS) {
    const float d = counts(mask, i / bands) ? factor * squash(p[first + i]) : 0;
    y[first + i] = x ? x[first + i] + d : d;
  }
}

__kernel IN_GROUP void l1_constraint_group_gradient(
    __global const float *restrict p, __global const float *restrict upstream,
    __global const float *restrict epsilon, __global const float *restrict mask,
    __global float *restrict gradient, const int frames, const int bands, const float floor) {
  __local float shared[ITEMS];
  const int sample = get_group_id(0), item = get_local_id(0), count = frames * bands;
  const size_t first = (size_t)sample * count;
  if (mask) mask += (size_t)sample * frames;
  float size = 0, lost_size = 0, product = 0, lost_product = 0;
  for (int i = item; i < count; i += ITEMS)
    if (counts(mask, i / bands)) {
      const float d = squash(p[first + i]);
      add_compensated(&size, &lost_size, fabs(d));
      add_compensated(&product, &lost_product, d * upstream[first + i]);
    }
  const float elements = elements_of_group(shared, mask, frames, bands);
  const float denominator = sum_of_group(shared, size) / elements + floor;
  const float share = sum_of_group(shared, product) / (elements * denominator);
  const float factor = epsilon[sample] / denominator;
  for (int i = item; i < count; i += ITEMS) {
    const float d = squash(p[first + i]);
    float dp = factor * (upstream[first + i] - share * sign(d));
#ifdef TANH
    dp *= 1.0f - d * d;
#endif
    gradient[first + i] = counts(mask, i / bands) ? dp : 0;
  }
}
