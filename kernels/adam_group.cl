// The step of Adam (adam.cl) on up to eight parameters in one launch (shares.cl), for those that are so small
// that a launch takes longer than the step.

#define PARAMETER(n)                                                                             \
  const int count##n, __global float *restrict weights##n,                                       \
      __global const float *restrict gradient##n, __global float *restrict moment1_##n,          \
      __global float *restrict moment2_##n

__kernel void adam_group(const Shares s, PARAMETER(0), PARAMETER(1), PARAMETER(2), PARAMETER(3),
                         PARAMETER(4), PARAMETER(5), PARAMETER(6), PARAMETER(7), ADAM_CONSTANTS) {
  const int n = task_of_group(s), i = item_of_task(s, n);
  if (i >= CHOSEN(n, count, )) return;
  adam_step(i, CHOSEN(n, weights, ), CHOSEN(n, gradient, ), CHOSEN(n, moment1_, ),
            CHOSEN(n, moment2_, ), ADAM_CONSTANT_NAMES);
}
