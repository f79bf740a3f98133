// What a device can do at most: arithmetic that waits for no memory, and memory that waits for no
// arithmetic. Joined behind vector.cl.

// Independent chains a work-item: enough to hide how long one multiply-add takes.
#define EACH_CHAIN(STEP) \
  STEP(0) STEP(1) STEP(2) STEP(3) STEP(4) STEP(5) STEP(6) STEP(7) STEP(8) STEP(9) STEP(10) STEP(11)

#ifdef FP_FAST_FMAF
#define MULTIPLY_ADD(x) fma(x, (vec)(factor), (vec)(addend))
#else
#define MULTIPLY_ADD(x) ((x) * (vec)(factor) + (vec)(addend))
#endif

#define LOAD(i) vec x##i = load(x + i * V);
#define ADVANCE(i) x##i = MULTIPLY_ADD(x##i);
#define STORE(i) store(x##i, x + i * V);

// x = x * factor + addend, `rounds` times.
__kernel void ceiling_arithmetic(__global float *restrict x, const int rounds, const float factor,
                                 const float addend) {
  x += get_global_id(0) * 12 * V;
  EACH_CHAIN(LOAD)
  for (int i = 0; i < rounds; i++) {
    EACH_CHAIN(ADVANCE)
  }
  EACH_CHAIN(STORE)
}

__kernel void ceiling_copy(const uint count, __global const float *restrict source,
                           __global float *restrict target) {
  const uint i = get_global_id(0);
  if (i < count) target[i] = source[i];
}
