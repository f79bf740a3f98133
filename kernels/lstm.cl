// The recurrence of a long short-term memory layer: the product of the hidden state with the
// recurrent weights, the four gates (PyTorch's order i, f, g, o), cell and mask. Joined behind
// vector.cl.
//
// A work-group does R samples over all steps, of the hidden units vectors of V. On CPUs, where the weights
// stay in the cache, it is one work-item. On GPUs it has UNITS x SLICES, of which the first axis shares
// the hidden units and the second the sums over the hidden state; those of slice 0 do all the rest.
// Everything over time is (batch, steps, …); where the mask (batch, steps; null: none) is 0, the step
// keeps h and c and its y is 0.
//
// Registers hold GATES gates of R samples at a time, and on the way back U vectors of units.

#define IN_GROUP __attribute__((reqd_work_group_size(UNITS, SLICES, 1)))

// What a work-item takes of a sum of `count` terms.
static inline int slice_start(int count) { return count * (int)get_local_id(1) / SLICES; }
static inline int slice_end(int count) { return count * ((int)get_local_id(1) + 1) / SLICES; }

// Makes what a step has written visible to the whole group.
static inline void end_step(void) {
#if UNITS * SLICES > 1
  barrier(CLK_GLOBAL_MEM_FENCE);
#endif
}

// Room for so many sums of each work-item of the other slices; a kernel declares it.
#if SLICES > 1
#define SHARED(count) __local float shared[(SLICES - 1) * (count) * UNITS];
#else
#define SHARED(count) __local float *const shared = 0;
#endif

// Adds up the sums of all slices, in their order, in those of slice 0.
static inline void add_slices(__local float *shared, vec *sums, const int count) {
#if SLICES > 1
  // Two steps apart in one launch, or two parts of one, must not share their memory.
  barrier(CLK_LOCAL_MEM_FENCE);
  const int slice = get_local_id(1), unit = get_local_id(0);
  for (int i = 0; i < count; i++)
    if (slice > 0) shared[((slice - 1) * count + i) * UNITS + unit] = sums[i];
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int i = 0; i < count; i++)
    for (int s = 0; slice == 0 && s < SLICES - 1; s++)
      sums[i] += shared[(s * count + i) * UNITS + unit];
#endif
}

// The group sets a sample's state: to what is given (null: zeros).
static inline void set_state(const int hidden, __global const float *given, __global float *state) {
  const int item = get_local_id(1) * UNITS + get_local_id(0);
  for (int unit = item * V; unit < hidden; unit += UNITS * SLICES * V)
    store_first(hidden - unit, given ? load_first(hidden - unit, given + unit) : (vec)(0.0f),
                state + unit);
}

// The part of a sample in a buffer that may be null.
static inline __global const float *part_of(__global const float *given, size_t offset) {
  return given ? given + offset : given;
}

// The build option SPLITS says of how many parts the projection is.
#ifndef SPLITS
#define SPLITS 1
#endif

// What the input adds to a vector of gates: its parts, so many floats from one to the next, and both biases
// where they are not in them (null).
static inline vec projected(int lanes, const __global float *projection, size_t part,
                            const __global float *input_bias, const __global float *hidden_bias,
                            int gate) {
  vec sum = load_first(lanes, projection);
#pragma unroll
  for (int s = 1; s < SPLITS; s++) sum += load_first(lanes, projection + s * part);
  if (input_bias)
    sum += load_first(lanes, input_bias + gate) + load_first(lanes, hidden_bias + gate);
  return sum;
}

static inline vec sigmoid(vec x) { return 1.0f / (1.0f + exp(-x)); }

// The steps.
//
// projection: what the input adds to the gates, in SPLITS parts; input_bias and hidden_bias: what is to be
// added to them (null: they are in the projection). gates: their values.
// weights: (hidden, 4 · hidden), the transpose of PyTorch's.
// first_hidden, first_cell: h and c before the first step (null: zeros). hidden_before, cell_before: those
// before each step, which are written, and after the last step last_hidden and last_cell.
__kernel IN_GROUP void lstm(const int hidden, __global const float *restrict projection,
                   __global const float *restrict input_bias,
                   __global const float *restrict hidden_bias,
                   __global float *restrict gates, __global const float *restrict weights,
                   __global const float *restrict mask,
                   __global const float *restrict first_hidden,
                   __global const float *restrict first_cell, __global float *hidden_before,
                   __global float *cell_before, __global float *restrict y,
                   __global float *restrict last_hidden, __global float *restrict last_cell,
                   const int batch, const int steps) {
  SHARED(GATES * R)
  const int first = get_group_id(1) * R, isFirstSlice = get_local_id(1) == 0;
  for (int row = first; row < min(first + R, batch); row++) {
    const size_t from = (size_t)row * hidden, to = from * steps;
    set_state(hidden, part_of(first_hidden, from), hidden_before + to);
    set_state(hidden, part_of(first_cell, from), cell_before + to);
  }
  end_step();
  for (int t = 0; t < steps; t++) {
    size_t step[R];
    const __global float *before[R];
#pragma unroll
    for (int r = 0; r < R; r++) {
      // Rows beyond the batch repeat the last one and are not stored.
      step[r] = (size_t)min(first + r, batch - 1) * steps + t;
      before[r] = hidden_before + step[r] * hidden;
    }
    // All work-items go round as often, so that they meet at the barriers.
    for (int start = 0; start < hidden; start += UNITS * V) {
      const int unit = start + get_local_id(0) * V, lanes = hidden - unit;
      for (int part = 0; part < 4 * hidden; part += GATES * hidden) {
        vec sum[GATES * R];
#pragma unroll
        for (int g = 0; g < GATES; g++)
#pragma unroll
          for (int r = 0; r < R; r++)
            sum[g * R + r] = isFirstSlice && lanes > 0
                            ? projected(lanes, projection + step[r] * 4 * hidden + part
                                                   + g * hidden + unit,
                                        (size_t)batch * steps * 4 * hidden, input_bias, hidden_bias,
                                        part + g * hidden + unit) : 0;
        const int end = lanes > 0 ? slice_end(hidden) : 0;
        for (int k = slice_start(hidden); k < end; k++) {
          const __global float *weight = weights + (size_t)k * 4 * hidden + part + unit;
          vec w[GATES];
#pragma unroll
          for (int g = 0; g < GATES; g++) w[g] = load_first(lanes, weight + g * hidden);
#pragma unroll
          for (int r = 0; r < R; r++) {
            const vec h = before[r][k];
#pragma unroll
            for (int g = 0; g < GATES; g++) sum[g * R + r] += h * w[g];
          }
        }
        add_slices(shared, sum, GATES * R);
#pragma unroll
        for (int r = 0; r < R; r++)
#pragma unroll
          for (int g = 0; g < GATES; g++)
            if (isFirstSlice && lanes > 0 && first + r < batch)
              store_first(lanes, sum[g * R + r],
                          gates + step[r] * 4 * hidden + part + g * hidden + unit);
      }
      for (int r = 0; isFirstSlice && lanes > 0 && r < R && first + r < batch; r++) {
        __global float *gate = gates + step[r] * 4 * hidden + unit;
        const vec i = sigmoid(load_first(lanes, gate));
        const vec f = sigmoid(load_first(lanes, gate + hidden));
        const vec g = tanh(load_first(lanes, gate + 2 * hidden));
        const vec o = sigmoid(load_first(lanes, gate + 3 * hidden));
        store_first(lanes, i, gate);
        store_first(lanes, f, gate + hidden);
        store_first(lanes, g, gate + 2 * hidden);
        store_first(lanes, o, gate + 3 * hidden);

        const size_t at = step[r] * hidden + unit;
        vec cell = load_first(lanes, cell_before + at);
        vec h = load_first(lanes, hidden_before + at);
        const bool counts = !mask || mask[step[r]] != 0.0f;
        if (counts) {
          cell = f * cell + i * g;
          h = o * tanh(cell);
        }
        store_first(lanes, counts ? h : (vec)(0.0f), y + at);
        const bool last = t + 1 == steps;
        const size_t next = last ? (size_t)(first + r) * hidden + unit : at + hidden;
        store_first(lanes, cell, (last ? last_cell : cell_before) + next);
        store_first(lanes, h, (last ? last_hidden : hidden_before) + next);
      }
    }
    end_step();
  }
}

// The way back through the steps; step -1 only brings the gradient of h before the first step.
//
// gates: their values. weights: (4 · hidden, hidden), as PyTorch has them. upstream: the gradient of y
// (null: none). gate_gradient: that of the gates before their nonlinearity. last_hidden, last_cell: the
// gradients of the last h and c (null: none). hidden_gradient, cell_gradient: those of the first.
__kernel IN_GROUP void lstm_gradient(const int hidden, __global const float *restrict gates,
                            __global const float *restrict weights,
                            __global const float *restrict mask,
                            __global const float *restrict cell_before,
                            __global const float *restrict upstream,
                            __global const float *restrict last_hidden,
                            __global const float *restrict last_cell,
                            __global float *gate_gradient,
                            __global float *restrict hidden_gradient,
                            __global float *restrict cell_gradient, const int batch,
                            const int steps) {
  SHARED(U * R)
  const int first = get_group_id(1) * R, isFirstSlice = get_local_id(1) == 0;
  for (int row = first; row < min(first + R, batch); row++) {
    const size_t place = (size_t)row * hidden;
    set_state(hidden, part_of(last_hidden, place), hidden_gradient + place);
    set_state(hidden, part_of(last_cell, place), cell_gradient + place);
  }
  end_step();
  for (int t = steps - 1; t >= -1; t--) {
    size_t row[R];
    const __global float *after[R];
#pragma unroll
    for (int r = 0; r < R; r++) {
      row[r] = min(first + r, batch - 1);
      after[r] = gate_gradient + (row[r] * steps + t + 1) * 4 * hidden;
    }
    for (int start = 0; start < hidden; start += UNITS * U * V) {
      const int unit = start + get_local_id(0) * U * V;
      vec sum[U * R];
#pragma unroll
      for (int u = 0; u < U; u++)
#pragma unroll
        for (int r = 0; r < R; r++) sum[u * R + r] = 0;
      if (t + 1 < steps) {
        const int end = unit < hidden ? slice_end(4 * hidden) : 0;
        for (int k = slice_start(4 * hidden); k < end; k++) {
          vec weight[U];
#pragma unroll
          for (int u = 0; u < U; u++) {
            const int place = unit + u * V;
            weight[u] = load_first(hidden - place, weights + (size_t)k * hidden + place);
          }
#pragma unroll
          for (int r = 0; r < R; r++) {
            const vec g = after[r][k];
#pragma unroll
            for (int u = 0; u < U; u++) sum[u * R + r] += g * weight[u];
          }
        }
        add_slices(shared, sum, U * R);
      }
      // A copy, so that the sums stay in registers: to unroll what follows takes compilers seconds.
      vec total[U * R];
#pragma unroll
      for (int i = 0; i < U * R; i++) total[i] = sum[i];
#pragma unroll 1
      for (int u = 0; u < U; u++)
#pragma unroll 1
        for (int r = 0; r < R; r++) {
          const int place = unit + u * V, lanes = hidden - place;
          if (!isFirstSlice || first + r >= batch || lanes <= 0) break;
          const size_t state = row[r] * hidden + place;
          vec dh = load_first(lanes, hidden_gradient + state) + total[u * R + r];
          if (t < 0) {
            store_first(lanes, dh, hidden_gradient + state);
            continue;
          }
          const size_t step = row[r] * steps + t;
          vec di = (vec)(0.0f), df = di, dg = di, dout = di;
          if (!mask || mask[step] != 0.0f) {
            const __global float *gate = gates + step * 4 * hidden + place;
            const vec i = load_first(lanes, gate);
            const vec f = load_first(lanes, gate + hidden);
            const vec g = load_first(lanes, gate + 2 * hidden);
            const vec o = load_first(lanes, gate + 3 * hidden);
            const vec before = load_first(lanes, cell_before + step * hidden + place);
            const vec squashed = tanh(f * before + i * g);
            if (upstream) dh += load_first(lanes, upstream + step * hidden + place);
            const vec dc = load_first(lanes, cell_gradient + state) +
                           dh * o * (1.0f - squashed * squashed);
            di = dc * g * i * (1.0f - i);
            df = dc * before * f * (1.0f - f);
            dg = dc * i * (1.0f - g * g);
            dout = dh * squashed * o * (1.0f - o);
            store_first(lanes, dc * f, cell_gradient + state);
            dh = (vec)(0.0f);
          }
          store_first(lanes, dh, hidden_gradient + state);
          __global float *target = gate_gradient + step * 4 * hidden + place;
          store_first(lanes, di, target);
          store_first(lanes, df, target + hidden);
          store_first(lanes, dg, target + 2 * hidden);
          store_first(lanes, dout, target + 3 * hidden);
        }
    }
    end_step();
  }
}
