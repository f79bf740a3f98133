// What the heavy kernels do to a result before they store it.

// Identity (slope 1), ReLU (slope 0) or leaky ReLU; NaN stays NaN.
static inline vec activate(vec x, float slope) { return x > 0 ? x : slope * x; }
