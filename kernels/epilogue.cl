// What the heavy kernels do to a result before they store it.

// Identity (slope 1), ReLU (slope 0) or leaky ReLU; NaN stays NaN.
static inline vec activate(vec x, float slope) { return x > 0 ? x : slope * x; }

// The same where `gate` is given, whose sign then decides instead of the result's own: a gradient on
// its way back through a rectifier, from what that put out. `place` is the result's in both.
static inline vec activate_or_gate(int count, vec x, const __global float *gate, size_t place,
                                   float slope) {
  if (!gate) return activate(x, slope);
  return load_first(count, gate + place) > 0 ? x : slope * x;
}
