// Batch and instance normalisation of channels-last activations seen as groups x rows x channels,
// where a row is a pixel and each group has its own statistics: all images are one group, or each
// image is one. A work-item takes a block of at most 256 rows, so that no sum grows long, for AT_ONCE
// vectors of V neighbouring channels (a build option; on CPUs several, so that a row is read in long pieces).
// Joined behind vector.cl and elements.cl.
//
// A mask (null: none) has a number a frame, that is `width` pixels; pixels of frames with 0 do not
// enter the statistics.

// The first arguments of what goes over blocks: an item is a block of a group. And what follows from them:
// the first channel c and how many are left from there, the vectors of these that the work-item does, the
// block's rows start ..< end in its group, and where the group's rows and statistics begin.
#define BLOCKS const int channels, const int items, const int rows, const int blocks, const int block
#define FIND_BLOCK                                                    \
  const int c = get_global_id(0) * AT_ONCE * V;                       \
  const int item = get_global_id(1);                                  \
  if (c >= channels || item >= items) return;                         \
  const int lanes = channels - c;                                     \
  const int vectors = min(AT_ONCE, (lanes + V - 1) / V);              \
  const int group = item / blocks;                                    \
  const int start = item % blocks * block;                            \
  const int end = min(start + block, rows);                           \
  const size_t pixels = (size_t)group * rows;                         \
  const size_t statistics = (size_t)group * channels + c;
#define EACH_VECTOR_OF_ROW(v) for (int v = 0; v < vectors; v++)
// The v-th vector of an array from a place on.
#define AT(v, array) load_first(lanes - v * V, (array) + v * V)

static inline bool counts(const __global float *mask, size_t pixel, int width) {
  return !mask || mask[pixel / width] != 0.0f;
}

// Of each block: mean, sum of squared deviations from it, and number of rows, for every channel.
__kernel void moments_blocks(BLOCKS, __global const float *restrict x,
                             __global const float *restrict mask, __global float *restrict mean,
                             __global float *restrict deviation, __global float *restrict number,
                             const int width) {
  FIND_BLOCK
  const __global float *from = x + pixels * channels + c;

  vec guess[AT_ONCE], rest[AT_ONCE], squares[AT_ONCE];
  EACH_VECTOR_OF_ROW(v) guess[v] = rest[v] = squares[v] = 0;
  int found = 0;
  for (int r = start; r < end; r++) {
    if (!counts(mask, pixels + r, width)) continue;
    EACH_VECTOR_OF_ROW(v) guess[v] += AT(v, from + (size_t)r * channels);
    found++;
  }
  // The second pass corrects what the first one rounded away.
  const float share = 1.0f / max(found, 1);
  EACH_VECTOR_OF_ROW(v) guess[v] *= share;
  for (int r = start; r < end; r++) {
    if (!counts(mask, pixels + r, width)) continue;
    EACH_VECTOR_OF_ROW(v) {
      const vec apart = AT(v, from + (size_t)r * channels) - guess[v];
      rest[v] += apart;
      squares[v] += apart * apart;
    }
  }
  EACH_VECTOR_OF_ROW(v) {
    const size_t target = (size_t)item * channels + c + v * V;
    store_first(lanes - v * V, guess[v] + share * rest[v], mean + target);
    store_first(lanes - v * V, squares[v] - share * rest[v] * rest[v], deviation + target);
    store_first(lanes - v * V, (vec)((float)found), number + target);
  }
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
    BLOCKS, __global const float *restrict x, __global const float *restrict mean,
    __global const float *restrict variance, __global const float *restrict scale,
    __global const float *restrict shift, __global float *restrict y, const float epsilon,
    const int beyond_caches) {
  FIND_BLOCK
  vec centre[AT_ONCE], factor[AT_ONCE], offset[AT_ONCE];
  EACH_VECTOR_OF_ROW(v) {
    centre[v] = AT(v, mean + statistics);
    factor[v] = AT(v, scale + c) / sqrt(AT(v, variance + statistics) + epsilon);
    offset[v] = AT(v, shift + c);
  }
  for (int r = start; r < end; r++) {
    const size_t at = (pixels + r) * channels + c;
    EACH_VECTOR_OF_ROW(v)
    put_first(lanes - v * V, (AT(v, x + at) - centre[v]) * factor[v] + offset[v], y + at + v * V,
              beyond_caches);
  }
}

// Of each block: the sums of dy and of dy times the normalised x.
__kernel void normalization_gradient_blocks(
    BLOCKS, __global const float *restrict upstream, __global const float *restrict x,
    __global const float *restrict mean, __global const float *restrict variance,
    __global float *restrict sum, __global float *restrict product, const float epsilon) {
  FIND_BLOCK
  vec centre[AT_ONCE], sums[AT_ONCE], products[AT_ONCE];
  EACH_VECTOR_OF_ROW(v) {
    centre[v] = AT(v, mean + statistics);
    sums[v] = products[v] = 0;
  }
  for (int r = start; r < end; r++) {
    const size_t at = (pixels + r) * channels + c;
    EACH_VECTOR_OF_ROW(v) {
      const vec dy = AT(v, upstream + at);
      sums[v] += dy;
      products[v] += dy * (AT(v, x + at) - centre[v]);
    }
  }
  EACH_VECTOR_OF_ROW(v) {
    const size_t target = (size_t)item * channels + c + v * V;
    const vec deviation = sqrt(AT(v, variance + statistics) + epsilon);
    store_first(lanes - v * V, sums[v], sum + target);
    store_first(lanes - v * V, products[v] / deviation, product + target);
  }
}

// dx = scale / deviation (dy - share (sum dy + normalised x · sum (dy · normalised x))), where the
// share is 0 for rows that did not enter the statistics. Without shares (null) the statistics are
// constants.
__kernel void normalization_gradient(
    BLOCKS, __global const float *restrict upstream, __global const float *restrict x,
    __global const float *restrict mask, __global const float *restrict mean,
    __global const float *restrict variance, __global const float *restrict scale,
    __global const float *restrict share, __global const float *restrict sum,
    __global const float *restrict product, __global float *restrict gradient,
    const float epsilon, const int width, const int beyond_caches) {
  FIND_BLOCK
  vec centre[AT_ONCE], factor[AT_ONCE], level[AT_ONCE], slope[AT_ONCE];
  EACH_VECTOR_OF_ROW(v) {
    const vec deviation = sqrt(AT(v, variance + statistics) + epsilon);
    centre[v] = AT(v, mean + statistics);
    factor[v] = AT(v, scale + c) / deviation;
    const vec part = share ? AT(v, share + statistics) : 0;
    level[v] = share ? part * AT(v, sum + statistics) : 0;
    slope[v] = share ? part * AT(v, product + statistics) / deviation : 0;
  }
  for (int r = start; r < end; r++) {
    const size_t at = (pixels + r) * channels + c;
    const bool enters = share && counts(mask, pixels + r, width);
    EACH_VECTOR_OF_ROW(v) {
      vec dx = AT(v, upstream + at);
      if (enters) dx -= level[v] + (AT(v, x + at) - centre[v]) * slope[v];
      put_first(lanes - v * V, factor[v] * dx, gradient + at + v * V, beyond_caches);
    }
  }
}
