// Elementwise sums, differences and products, and one scalar with all elements. Joined behind elements.cl.

#define OF_TWO(name, operation)                                                                 \
  __kernel void name(ELEMENTS, __global const float *restrict a, __global const float *restrict b, \
                     __global float *restrict result) {                                         \
    EACH_VECTOR(i) {                                                                            \
      const vec left = load_first(count - i, a + i), right = load_first(count - i, b + i);      \
      put_first(count - i, left operation right, result + i, beyond_caches);                    \
    }                                                                                           \
  }

OF_TWO(add, +)
OF_TWO(subtract, -)
OF_TWO(multiply, *)

// result = factor x + offset
__kernel void scale(ELEMENTS, __global const float *restrict x, __global float *restrict result,
                    const float factor, const float offset) {
  EACH_VECTOR(i)
    put_first(count - i, fma((vec)(factor), load_first(count - i, x + i), (vec)(offset)),
              result + i, beyond_caches);
}
