// Batch and instance normalisation of channels-last activations seen as groups x rows x channels,
// where a row is a pixel and each group has its own statistics: all images are one group, or each
// image is one. A work-item takes a block of at most 256 rows for V neighbouring channels
// (vector.cl), so that no sum grows long.
//
// A mask (null: none) has a number a frame, that is `width` pixels; pixels of frames with 0 do not
// enter the statistics.

static inline bool counts(const __global float *mask, size_t pixel, int width) {
  return !mask || mask[pixel / width] != 0.0f;
}

// Of each block: mean, sum of squared deviations from it, and number of rows, for every channel.
__kernel void moments_blocks(const int channels, const int items, __global const float *restrict x,
                             __global const float *restrict mask, __global float *restrict mean,
                             __global float *restrict deviation, __global float *restrict number,
                             const int rows, const int blocks, const int block, const int width) {
  const int c = get_global_id(0) * V;
  const int item = get_global_id(1);
  if (c >= channels || item >= items) return;
  const int lanes = channels - c;
  const size_t first = (size_t)(item / blocks) * rows;
  const int start = item % blocks * block;
  const int end = min(start + block, rows);
  const __global float *from = x + first * channels + c;

  vec sum = (vec)(0.0f);
  int found = 0;
  for (int r = start; r < end; r++) {
    if (!counts(mask, first + r, width)) continue;
    sum += load_first(lanes, from + (size_t)r * channels);
    found++;
  }
  // The second pass corrects what the first one rounded away.
  const float share = 1.0f / max(found, 1);
  const vec guess = share * sum;
  vec rest = (vec)(0.0f), squares = (vec)(0.0f);
  for (int r = start; r < end; r++) {
    if (!counts(mask, first + r, width)) continue;
    const vec apart = load_first(lanes, from + (size_t)r * channels) - guess;
    rest += apart;
    squares += apart * apart;
  }
  const size_t target = (size_t)item * channels + c;
  store_first(lanes, guess + share * rest, mean + target);
  store_first(lanes, squares - share * rest * rest, deviation + target);
  store_first(lanes, (vec)((float)found), number + target);
}

// The moments of the blocks of a group together (Chan, Golub and LeVeque 1983): mean, biased
// variance, and the share of one row, which is 1 / number of rows.
__kernel void moments_combine(const int channels, const int groups,
                              __global const float *restrict block_mean,
                              __global const float *restrict block_deviation,
                              __global const float *restrict block_number,
                              __global float *restrict mean, __global float *restrict variance,
                              __global float *restrict share, const int blocks) {
  const int c = get_global_id(0) * V;
  const int group = get_global_id(1);
  if (c >= channels || group >= groups) return;
  const int lanes = channels - c;
  const size_t first = (size_t)group * blocks * channels + c;

  vec number = (vec)(0.0f), sum = (vec)(0.0f), lost = (vec)(0.0f);
  for (int b = 0; b < blocks; b++) {
    const size_t at = first + (size_t)b * channels;
    const vec n = load_first(lanes, block_number + at);
    add_compensated(&sum, &lost, n * load_first(lanes, block_mean + at));
    number += n;
  }
  number = fmax(number, (vec)(1.0f));
  const vec centre = sum / number;
  vec squares = (vec)(0.0f);
  lost = (vec)(0.0f);
  for (int b = 0; b < blocks; b++) {
    const size_t at = first + (size_t)b * channels;
    const vec apart = load_first(lanes, block_mean + at) - centre;
    add_compensated(&squares, &lost, load_first(lanes, block_deviation + at) +
                                         load_first(lanes, block_number + at) * apart * apart);
  }
  const size_t target = (size_t)group * channels + c;
  store_first(lanes, centre, mean + target);
  store_first(lanes, squares / number, variance + target);
  store_first(lanes, 1.0f / number, share + target);
}

// y = (x - mean) / sqrt(variance + epsilon) * scale + shift
__kernel void normalization_forward(
    const int channels, const int items, __global const float *restrict x,
    __global const float *restrict mean, __global const float *restrict variance,
    __global const float *restrict scale, __global const float *restrict shift,
    __global float *restrict y, const float epsilon, const int rows, const int blocks,
    const int block) {
  const int c = get_global_id(0) * V;
  const int item = get_global_id(1);
  if (c >= channels || item >= items) return;
  const int lanes = channels - c;
  const int group = item / blocks;
  const int start = item % blocks * block;
  const int end = min(start + block, rows);
  const size_t first = (size_t)group * rows * channels + c;
  const size_t statistics = (size_t)group * channels + c;

  const vec centre = load_first(lanes, mean + statistics);
  const vec factor = load_first(lanes, scale + c) /
                     sqrt(load_first(lanes, variance + statistics) + epsilon);
  const vec offset = load_first(lanes, shift + c);
  for (int r = start; r < end; r++) {
    const size_t at = first + (size_t)r * channels;
    store_first(lanes, (load_first(lanes, x + at) - centre) * factor + offset, y + at);
  }
}

// Of each block: the sums of dy and of dy times the normalised x.
__kernel void normalization_gradient_blocks(
    const int channels, const int items, __global const float *restrict upstream,
    __global const float *restrict x, __global const float *restrict mean,
    __global const float *restrict variance, __global float *restrict sum,
    __global float *restrict product, const float epsilon, const int rows, const int blocks,
    const int block) {
  const int c = get_global_id(0) * V;
  const int item = get_global_id(1);
  if (c >= channels || item >= items) return;
  const int lanes = channels - c;
  const int group = item / blocks;
  const int start = item % blocks * block;
  const int end = min(start + block, rows);
  const size_t first = (size_t)group * rows * channels + c;
  const size_t statistics = (size_t)group * channels + c;

  const vec centre = load_first(lanes, mean + statistics);
  const vec deviation = sqrt(load_first(lanes, variance + statistics) + epsilon);
  vec sums = (vec)(0.0f), products = (vec)(0.0f);
  for (int r = start; r < end; r++) {
    const size_t at = first + (size_t)r * channels;
    const vec dy = load_first(lanes, upstream + at);
    sums += dy;
    products += dy * (load_first(lanes, x + at) - centre);
  }
  const size_t target = (size_t)item * channels + c;
  store_first(lanes, sums, sum + target);
  store_first(lanes, products / deviation, product + target);
}

// dx = scale / deviation (dy - share (sum dy + normalised x · sum (dy · normalised x))), where the
// share is 0 for rows that did not enter the statistics. Without shares (null) the statistics are
// constants.
__kernel void normalization_gradient(
    const int channels, const int items, __global const float *restrict upstream,
    __global const float *restrict x, __global const float *restrict mask,
    __global const float *restrict mean, __global const float *restrict variance,
    __global const float *restrict scale, __global const float *restrict share,
    __global const float *restrict sum, __global const float *restrict product,
    __global float *restrict gradient, const float epsilon, const int rows, const int blocks,
    const int block, const int width) {
  const int c = get_global_id(0) * V;
  const int item = get_global_id(1);
  if (c >= channels || item >= items) return;
  const int lanes = channels - c;
  const int group = item / blocks;
  const int start = item % blocks * block;
  const int end = min(start + block, rows);
  const size_t pixels = (size_t)group * rows;
  const size_t statistics = (size_t)group * channels + c;

  const vec centre = load_first(lanes, mean + statistics);
  const vec deviation = sqrt(load_first(lanes, variance + statistics) + epsilon);
  const vec factor = load_first(lanes, scale + c) / deviation;
  vec level = (vec)(0.0f), slope = (vec)(0.0f);
  if (share) {
    const vec part = load_first(lanes, share + statistics);
    level = part * load_first(lanes, sum + statistics);
    slope = part * load_first(lanes, product + statistics) / deviation;
  }
  for (int r = start; r < end; r++) {
    const size_t at = (pixels + r) * channels + c;
    vec dx = load_first(lanes, upstream + at);
    if (counts(mask, pixels + r, width))
      dx -= level + (load_first(lanes, x + at) - centre) * slope;
    store_first(lanes, factor * dx, gradient + at);
  }
}
