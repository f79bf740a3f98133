// What a device can do at most: arithmetic that waits for no memory, and memory that waits for no
// arithmetic. Joined behind elements.cl.

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

// y[0] = 1 where numbers are below all that are there: no sum is kept, but all must be read.
__kernel void ceiling_read(ELEMENTS, __global const float *restrict x, __global float *restrict y) {
  vec least = 0;
  EACH_VECTOR(i) least = fmin(least, load_first(count - i, x + i));
  if (sum_of_lanes(least) < -1e38f) y[0] = 1;
}

// y = 1
__kernel void ceiling_write(ELEMENTS, __global float *restrict y) {
  EACH_VECTOR(i) put_first(count - i, 1, y + i, beyond_caches);
}

// y = x
__kernel void ceiling_copy(ELEMENTS, __global const float *restrict x, __global float *restrict y) {
  EACH_VECTOR(i) put_first(count - i, load_first(count - i, x + i), y + i, beyond_caches);
}

// y = 1 - y, which stays a plain number however often.
__kernel void ceiling_update(ELEMENTS, __global float *restrict y) {
  EACH_VECTOR(i) store_first(count - i, 1 - load_first(count - i, y + i), y + i);
}
