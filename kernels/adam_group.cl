// The step of Adam (adam.cl) on up to eight parameters in one launch, for those that are so small that a
// launch takes longer than the step. Each has work-groups of its own, and those that are not there have none.

// Of each parameter its first work-group, and its weights.
typedef struct {
  int start0, start1, start2, start3, start4, start5, start6, start7;
  int count0, count1, count2, count3, count4, count5, count6, count7;
} Shares;

#define PARAMETER(n)                                                                             \
  __global float *restrict weights##n, __global const float *restrict gradient##n,               \
      __global float *restrict moment1_##n, __global float *restrict moment2_##n

// The nth of eight: the same for a whole work-group, which so does not diverge.
#define CHOSEN(n, name)                                                                          \
  (n < 4 ? n < 2 ? n < 1 ? name##0 : name##1 : n < 3 ? name##2 : name##3                         \
         : n < 6 ? n < 5 ? name##4 : name##5 : n < 7 ? name##6 : name##7)

__kernel void adam_group(const Shares s, PARAMETER(0), PARAMETER(1), PARAMETER(2), PARAMETER(3),
                         PARAMETER(4), PARAMETER(5), PARAMETER(6), PARAMETER(7), ADAM_CONSTANTS) {
  const int group = get_group_id(0);
  const int n = (group >= s.start1) + (group >= s.start2) + (group >= s.start3)
                + (group >= s.start4) + (group >= s.start5) + (group >= s.start6)
                + (group >= s.start7);
  const int i = (group - CHOSEN(n, s.start)) * (int)get_local_size(0) + (int)get_local_id(0);
  if (i >= CHOSEN(n, s.count)) return;
  adam_step(i, CHOSEN(n, weights), CHOSEN(n, gradient), CHOSEN(n, moment1_),
            CHOSEN(n, moment2_), ADAM_CONSTANT_NAMES);
}
