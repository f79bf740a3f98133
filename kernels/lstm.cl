// One time step of a long short-term memory layer, all of it in one kernel: the product of the hidden
// state with the recurrent weights, the four gates (PyTorch's order i, f, g, o), cell and mask.
// Joined behind vector.cl.
//
// A work-item does V neighbouring hidden units of R samples. Everything over time is (batch, steps,
// …); where the mask (batch, steps; null: none) is 0, the step keeps h and c and its y is 0.

static inline vec sigmoid(vec x) { return 1.0f / (1.0f + exp(-x)); }

// projection: what the input adds to the gates, biases included. gates: their values.
// weights: (hidden, 4 · hidden), the transpose of PyTorch's.
// hidden_before, cell_before: h and c before each step; this step's are there, the next one's are
// written, and after the last step last_hidden and last_cell.
__kernel void lstm_step(const int hidden, const int groups,
                        __global const float *restrict projection,
                        __global float *restrict gates, __global const float *restrict weights,
                        __global const float *restrict mask, __global float *hidden_before,
                        __global float *cell_before, __global float *restrict y,
                        __global float *restrict last_hidden, __global float *restrict last_cell,
                        const int batch, const int steps, const int t) {
  const int unit = get_global_id(0) * V;
  const int first = get_global_id(1) * R;
  if (unit >= hidden || first >= batch) return;
  const int lanes = hidden - unit;

  size_t step[R];
  vec i[R], f[R], g[R], o[R];
  for (int r = 0; r < R; r++) {
    // Rows beyond the batch repeat the last one and are not stored.
    step[r] = (size_t)min(first + r, batch - 1) * steps + t;
    const __global float *gate = projection + step[r] * 4 * hidden + unit;
    i[r] = load_first(lanes, gate);
    f[r] = load_first(lanes, gate + hidden);
    g[r] = load_first(lanes, gate + 2 * hidden);
    o[r] = load_first(lanes, gate + 3 * hidden);
  }
  for (int k = 0; k < hidden; k++) {
    const __global float *weight = weights + (size_t)k * 4 * hidden + unit;
    const vec wi = load_first(lanes, weight);
    const vec wf = load_first(lanes, weight + hidden);
    const vec wg = load_first(lanes, weight + 2 * hidden);
    const vec wo = load_first(lanes, weight + 3 * hidden);
    for (int r = 0; r < R; r++) {
      const vec h = (vec)(hidden_before[step[r] * hidden + k]);
      i[r] += h * wi;
      f[r] += h * wf;
      g[r] += h * wg;
      o[r] += h * wo;
    }
  }
  for (int r = 0; r < R && first + r < batch; r++) {
    i[r] = sigmoid(i[r]);
    f[r] = sigmoid(f[r]);
    g[r] = tanh(g[r]);
    o[r] = sigmoid(o[r]);
    __global float *gate = gates + step[r] * 4 * hidden + unit;
    store_first(lanes, i[r], gate);
    store_first(lanes, f[r], gate + hidden);
    store_first(lanes, g[r], gate + 2 * hidden);
    store_first(lanes, o[r], gate + 3 * hidden);

    const size_t at = step[r] * hidden + unit;
    vec cell = load_first(lanes, cell_before + at);
    vec h = load_first(lanes, hidden_before + at);
    const bool counts = !mask || mask[step[r]] != 0.0f;
    if (counts) {
      cell = f[r] * cell + i[r] * g[r];
      h = o[r] * tanh(cell);
    }
    store_first(lanes, counts ? h : (vec)(0.0f), y + at);
    const bool last = t + 1 == steps;
    const size_t next = last ? (size_t)(first + r) * hidden + unit : at + hidden;
    store_first(lanes, cell, (last ? last_cell : cell_before) + next);
    store_first(lanes, h, (last ? last_hidden : hidden_before) + next);
  }
}

// The way back through step t; t = -1 only brings the gradient of h before the first step.
//
// gates: their values. weights: (4 · hidden, hidden), as PyTorch has them. upstream: the gradient of y
// (null: none). gate_gradient: that of the gates before their nonlinearity; the next step's is there,
// this step's is written. hidden_gradient, cell_gradient: on entry what reaches h and c after step t
// other than through the next step's gates, on return the same for the step before.
__kernel void lstm_step_gradient(const int hidden, const int groups,
                                 __global const float *restrict gates,
                                 __global const float *restrict weights,
                                 __global const float *restrict mask,
                                 __global const float *restrict cell_before,
                                 __global const float *restrict upstream,
                                 __global float *gate_gradient,
                                 __global float *restrict hidden_gradient,
                                 __global float *restrict cell_gradient, const int batch,
                                 const int steps, const int t) {
  const int unit = get_global_id(0) * V;
  const int first = get_global_id(1) * R;
  if (unit >= hidden || first >= batch) return;
  const int lanes = hidden - unit;

  size_t row[R];
  vec dh[R];
  for (int r = 0; r < R; r++) {
    row[r] = min(first + r, batch - 1);
    dh[r] = load_first(lanes, hidden_gradient + row[r] * hidden + unit);
  }
  if (t + 1 < steps)
    for (int k = 0; k < 4 * hidden; k++) {
      const vec weight = load_first(lanes, weights + (size_t)k * hidden + unit);
      for (int r = 0; r < R; r++)
        dh[r] += weight * (vec)(gate_gradient[(row[r] * steps + t + 1) * 4 * hidden + k]);
    }
  for (int r = 0; r < R && first + r < batch; r++) {
    const size_t state = row[r] * hidden + unit;
    if (t < 0) {
      store_first(lanes, dh[r], hidden_gradient + state);
      continue;
    }
    const size_t step = row[r] * steps + t;
    vec di = (vec)(0.0f), df = di, dg = di, dout = di;
    if (!mask || mask[step] != 0.0f) {
      const __global float *gate = gates + step * 4 * hidden + unit;
      const vec i = load_first(lanes, gate);
      const vec f = load_first(lanes, gate + hidden);
      const vec g = load_first(lanes, gate + 2 * hidden);
      const vec o = load_first(lanes, gate + 3 * hidden);
      const vec before = load_first(lanes, cell_before + step * hidden + unit);
      const vec squashed = tanh(f * before + i * g);
      if (upstream) dh[r] += load_first(lanes, upstream + step * hidden + unit);
      const vec dc = load_first(lanes, cell_gradient + state) +
                     dh[r] * o * (1.0f - squashed * squashed);
      di = dc * g * i * (1.0f - i);
      df = dc * before * f * (1.0f - f);
      dg = dc * i * (1.0f - g * g);
      dout = dh[r] * squashed * o * (1.0f - o);
      store_first(lanes, dc * f, cell_gradient + state);
      dh[r] = (vec)(0.0f);
    }
    store_first(lanes, dh[r], hidden_gradient + state);
    __global float *target = gate_gradient + step * 4 * hidden + unit;
    store_first(lanes, di, target);
    store_first(lanes, df, target + hidden);
    store_first(lanes, dg, target + 2 * hidden);
    store_first(lanes, dout, target + 3 * hidden);
  }
}
