// Scales gradients so that their common norm is at most a maximum. Joined behind elements.cl.

#define LENGTH 256

// partial[offset + item] = the sum of the squares of LENGTH vectors, from item * start on, `step` apart.
__kernel void sum_of_squares(const uint items, __global const float *restrict gradient,
                             __global float *restrict partial, const uint count, const uint offset,
                             const uint start, const uint step) {
  const uint item = get_global_id(0);
  if (item >= items) return;
  vec sum = 0;
  size_t place = (size_t)item * start;
  for (int n = 0; n < LENGTH && place < count; n++, place += step) {
    const vec x = load_first(count - place, gradient + place);
    sum += x * x;
  }
  partial[offset + item] = sum_of_lanes(sum);
}

// squares holds the square of the norm. Written so that a norm of NaN makes everything NaN.
__kernel void clip_to_norm(ELEMENTS, __global const float *restrict gradient,
                           __global const float *restrict squares, __global float *restrict clipped,
                           const float maximum) {
  const float factor = maximum / (sqrt(squares[0]) + 1e-6f);
  EACH_VECTOR(i) {
    const vec g = load_first(count - i, gradient + i);
    put_first(count - i, factor >= 1.0f ? g : factor * g, clipped + i, beyond_caches);
  }
}
