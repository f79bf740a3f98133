// The recurrence of a long short-term memory layer: the product of the hidden state with the
// recurrent weights, the four gates (PyTorch's order i, f, g, o), cell and mask. Joined behind
// vector.cl.
//
// A work-item does R samples, and of the hidden units vectors of V (on the way back U of them at a
// time): all of them, over all steps, where it is alone in its row of work-items (CPUs, where the
// weights stay in the cache); its own at one step a launch where others do the rest (GPUs). Everything
// over time is (batch, steps, …); where the mask (batch, steps; null: none) is 0, the step keeps h and
// c and its y is 0.

static inline vec sigmoid(vec x) { return 1.0f / (1.0f + exp(-x)); }

// Steps `from` to `to`.
//
// projection: what the input adds to the gates, biases included. gates: their values.
// weights: (hidden, 4 · hidden), the transpose of PyTorch's.
// hidden_before, cell_before: h and c before each step; the first step's are there, the next ones' are
// written, and after the last step last_hidden and last_cell.
__kernel void lstm(const int hidden, const int groups, __global const float *restrict projection,
                   __global float *restrict gates, __global const float *restrict weights,
                   __global const float *restrict mask, __global float *hidden_before,
                   __global float *cell_before, __global float *restrict y,
                   __global float *restrict last_hidden, __global float *restrict last_cell,
                   const int batch, const int steps, const int from, const int to) {
  const int first = get_global_id(1) * R;
  if (first >= batch) return;
  for (int t = from; t < to; t++) {
    size_t step[R];
    const __global float *before[R];
#pragma unroll
    for (int r = 0; r < R; r++) {
      // Rows beyond the batch repeat the last one and are not stored.
      step[r] = (size_t)min(first + r, batch - 1) * steps + t;
      before[r] = hidden_before + step[r] * hidden;
    }
    for (int unit = get_global_id(0) * V; unit < hidden; unit += get_global_size(0) * V) {
      const int lanes = hidden - unit;
      // Two gates at a time: as many sums as registers hold.
      for (int pair = unit; pair < 4 * hidden; pair += 2 * hidden) {
        vec a[R], b[R];
#pragma unroll
        for (int r = 0; r < R; r++) {
          const __global float *gate = projection + step[r] * 4 * hidden + pair;
          a[r] = load_first(lanes, gate);
          b[r] = load_first(lanes, gate + hidden);
        }
        for (int k = 0; k < hidden; k++) {
          const __global float *weight = weights + (size_t)k * 4 * hidden + pair;
          const vec wa = load_first(lanes, weight), wb = load_first(lanes, weight + hidden);
#pragma unroll
          for (int r = 0; r < R; r++) {
            const vec h = before[r][k];
            a[r] += h * wa;
            b[r] += h * wb;
          }
        }
#pragma unroll
        for (int r = 0; r < R; r++) {
          if (first + r >= batch) break;
          __global float *gate = gates + step[r] * 4 * hidden + pair;
          store_first(lanes, a[r], gate);
          store_first(lanes, b[r], gate + hidden);
        }
      }
      for (int r = 0; r < R && first + r < batch; r++) {
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
  }
}

// The way back through steps `to` - 1 to `from`; step -1 only brings the gradient of h before the
// first step.
//
// gates: their values. weights: (4 · hidden, hidden), as PyTorch has them. upstream: the gradient of y
// (null: none). gate_gradient: that of the gates before their nonlinearity; the step's after the last
// one here is there, these steps' are written. hidden_gradient, cell_gradient: on entry what reaches h
// and c after the last of these steps other than through the next step's gates, on return the same for
// the step before the first.
__kernel void lstm_gradient(const int hidden, const int groups, __global const float *restrict gates,
                            __global const float *restrict weights,
                            __global const float *restrict mask,
                            __global const float *restrict cell_before,
                            __global const float *restrict upstream, __global float *gate_gradient,
                            __global float *restrict hidden_gradient,
                            __global float *restrict cell_gradient, const int batch,
                            const int steps, const int from, const int to) {
  const int first = get_global_id(1) * R;
  if (first >= batch) return;
  for (int t = to - 1; t >= from; t--) {
    size_t row[R];
    const __global float *after[R];
#pragma unroll
    for (int r = 0; r < R; r++) {
      row[r] = min(first + r, batch - 1);
      after[r] = gate_gradient + (row[r] * steps + t + 1) * 4 * hidden;
    }
    for (int unit = get_global_id(0) * U * V; unit < hidden; unit += get_global_size(0) * U * V) {
      vec sum[U][R];
#pragma unroll
      for (int u = 0; u < U; u++)
#pragma unroll
        for (int r = 0; r < R; r++) sum[u][r] = 0;
      if (t + 1 < steps)
        for (int k = 0; k < 4 * hidden; k++) {
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
            for (int u = 0; u < U; u++) sum[u][r] += g * weight[u];
          }
        }
#pragma unroll
      for (int u = 0; u < U; u++)
#pragma unroll
        for (int r = 0; r < R; r++) {
          const int place = unit + u * V, lanes = hidden - place;
          if (first + r >= batch || lanes <= 0) break;
          const size_t state = row[r] * hidden + place;
          vec dh = load_first(lanes, hidden_gradient + state) + sum[u][r];
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
  }
}
