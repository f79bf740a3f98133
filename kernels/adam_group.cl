// The step of Adam (adam.cl) on up to eight parameters in one launch, for those that are so small that a
// launch takes longer than the step. Each has work-groups of its own; from group starts.s1 on they are the
// second one's, and so on. Those that are not there have no groups.

#define PARAMETER(n)                                                                             \
  __global float *restrict weights##n, __global const float *restrict gradient##n,               \
      __global float *restrict moment1_##n, __global float *restrict moment2_##n

// The nth of eight: the same for a whole work-group, which so does not diverge.
#define CHOSEN(n, name)                                                                          \
  (n < 4 ? n < 2 ? n < 1 ? name##0 : name##1 : n < 3 ? name##2 : name##3                         \
         : n < 6 ? n < 5 ? name##4 : name##5 : n < 7 ? name##6 : name##7)

__kernel void adam_group(const int8 starts, const int8 counts, PARAMETER(0), PARAMETER(1),
                         PARAMETER(2), PARAMETER(3), PARAMETER(4), PARAMETER(5), PARAMETER(6),
                         PARAMETER(7), ADAM_CONSTANTS) {
  const int group = get_group_id(0);
  const int8 isBehind = (int8)(group) >= starts;
  const int n = -(isBehind.s0 + isBehind.s1 + isBehind.s2 + isBehind.s3 + isBehind.s4 + isBehind.s5
                  + isBehind.s6 + isBehind.s7) - 1;
  const int i = (group - CHOSEN(n, starts.s)) * get_local_size(0) + get_local_id(0);
  if (i >= CHOSEN(n, counts.s)) return;
  adam_step(i, CHOSEN(n, weights), CHOSEN(n, gradient), CHOSEN(n, moment1_), CHOSEN(n, moment2_),
            ADAM_CONSTANT_NAMES);
}
