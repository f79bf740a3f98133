// What kernels do to a result before they store it: ReLU (slope 0), leaky ReLU, or nothing (slope 1); and
// the same to a gradient on its way back through a rectifier.

// x where `by` is above zero, slope * x elsewhere. A ReLU does not multiply, so that 0 takes the place of
// infinities too (with the sign of x, as a product has it), and a NaN in `by` leaves x as it is: both as
// in PyTorch.
static inline vec rectify(vec by, vec x, float slope) {
  if (slope == 0) return by <= 0 ? copysign((vec)(0.0f), x) : x;
  return by > 0 ? x : slope * x;
}

// The same for one number among vectors. Without a branch: with one, pocl makes the sums before it slow.
static inline float rectify_one(float by, float x, float slope) {
  const float instead = slope == 0 ? copysign(0.0f, x) : slope * x;
  return by > 0 || (slope == 0 && by != by) ? x : instead;
}

static inline vec activate(vec x, float slope) { return rectify(x, x, slope); }

// The same where `gate` is given, whose sign then decides instead of the result's own: a gradient on
// its way back through a rectifier, from what that put out. `place` is the result's in both.
static inline vec activate_or_gate(int count, vec x, const __global float *gate, size_t place,
                                   float slope) {
  return rectify(gate ? load_first(count, gate + place) : x, x, slope);
}
