// What losses of rows share: their mean, and its gradient.

// The mean of the losses that the work-items have stored, in their order as in reduce.cl, where one
// work-group has all rows. None where it is null.
static inline void give_mean(const uint rows, __global const float *losses, __global float *mean,
                             const float share) {
  if (!mean) return;
  barrier(CLK_GLOBAL_MEM_FENCE);
  if (get_local_id(0) > 0) return;
  float sum = 0.0f;
  for (uint row = 0; row < rows; row++) sum += losses[row];
  *mean = share * sum;
}

// The gradient of a row's loss: its own, with a step of 1, or its share of that of the mean, with 0.
static inline float row_upstream(__global const float *upstream, uint row, const uint step,
                                 const float share) {
  return share * upstream[row * step];
}
