// The l1 constraint on a perturbation (samples, frames, bands): d = p, or with -D TANH tanh(p);
// y = epsilon d / (mean |d| + floor) a sample. A mask (samples, frames; null: none) makes its frames
// 0, whatever is in them, and leaves them out of the mean. Joined behind vector.cl.

static inline vec squash(vec p) {
#ifdef TANH
  return tanh(p);
#else
  return p;
#endif
}

static inline bool counts(const __global float *mask, uint frame) {
  return !mask || mask[frame] != 0.0f;
}

// Of each frame: the sum of |d|, or with a gradient upstream the sum of d times it. A work-item does
// a frame.
__kernel void l1_constraint_frames(const uint count, __global const float *restrict p,
                                   __global const float *restrict upstream,
                                   __global const float *restrict mask,
                                   __global float *restrict sums, const int bands) {
  const uint frame = get_global_id(0);
  if (frame >= count) return;
  const size_t first = (size_t)frame * bands;
  vec sum = (vec)(0.0f), lost = (vec)(0.0f);
  if (counts(mask, frame))
    for (int m = 0; m < bands; m += V) {
      const vec d = squash(load_first(bands - m, p + first + m));
      const vec other = upstream ? load_first(bands - m, upstream + first + m) : sign(d);
      add_compensated(&sum, &lost, d * other);
    }
  sums[frame] = sum_of_lanes(sum);
}

// The number of elements of a sample that count, at least 1.
static inline float number(const __global float *valid, uint sample, uint frames, uint bands) {
  return valid ? fmax(valid[sample] * bands, 1.0f) : (float)(frames * bands);
}

// size: the sum of |d| of each sample. valid: its number of frames that count (null: all). A work-item
// does a frame.
__kernel void l1_constraint_forward(const uint count, __global const float *restrict p,
                                    __global const float *restrict epsilon,
                                    __global const float *restrict mask,
                                    __global const float *restrict valid,
                                    __global const float *restrict size, __global float *restrict y,
                                    const uint frames, const uint bands, const float floor) {
  const uint frame = get_global_id(0);
  if (frame >= count) return;
  const uint sample = frame / frames;
  const size_t first = (size_t)frame * bands;
  const float mean = size[sample] / number(valid, sample, frames, bands);
  const float factor = epsilon[sample] / (mean + floor);
  for (int m = 0; m < (int)bands; m += V) {
    const int lanes = bands - m;
    const vec d = squash(load_first(lanes, p + first + m));
    store_first(lanes, counts(mask, frame) ? factor * d : (vec)(0.0f), y + first + m);
  }
}

// product: the sum over each sample of d times the gradient upstream. The slope of |d| at 0 is 0. A
// work-item does a frame.
__kernel void l1_constraint_gradient(
    const uint count, __global const float *restrict p, __global const float *restrict upstream,
    __global const float *restrict epsilon, __global const float *restrict mask,
    __global const float *restrict valid, __global const float *restrict size,
    __global const float *restrict product, __global float *restrict gradient, const uint frames,
    const uint bands, const float floor) {
  const uint frame = get_global_id(0);
  if (frame >= count) return;
  const uint sample = frame / frames;
  const size_t first = (size_t)frame * bands;
  const float elements = number(valid, sample, frames, bands);
  const float denominator = size[sample] / elements + floor;
  const float factor = epsilon[sample] / denominator;
  const float share = product[sample] / (elements * denominator);
  for (int m = 0; m < (int)bands; m += V) {
    const int lanes = bands - m;
    const vec d = squash(load_first(lanes, p + first + m));
    vec dp = factor * (load_first(lanes, upstream + first + m) - share * sign(d));
#ifdef TANH
    dp *= 1.0f - d * d;
#endif
    store_first(lanes, counts(mask, frame) ? dp : (vec)(0.0f), gradient + first + m);
  }
}
