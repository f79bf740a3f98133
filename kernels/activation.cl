// Pointwise nonlinearities: y = f(x), and dx = dy f'(x) with f' from the output y. Joined behind
// epilogue.cl with V = 1. A build option names the one that is wanted: with the library of exponentials
// a CPU's compiler reads a program five times as long.
// Loop-free, one element a work-item: compilers for CPUs vectorise them across the group.

#define FORWARD(name, value)                                                              \
  __kernel void name##_forward(const uint count, __global const float *restrict input,    \
                               __global float *restrict output) {                         \
    const uint i = get_global_id(0);                                                      \
    if (i >= count) return;                                                               \
    const float x = input[i];                                                             \
    output[i] = value;                                                                    \
  }

#define GRADIENT(name, value)                                                             \
  __kernel void name##_gradient(const uint count, __global const float *restrict output,  \
                                __global const float *restrict upstream,                  \
                                __global float *restrict gradient) {                      \
    const uint i = get_global_id(0);                                                      \
    if (i >= count) return;                                                               \
    const float y = output[i], dy = upstream[i];                                          \
    gradient[i] = value;                                                                  \
  }

#if defined(RELU)

// x <= 0 is false for NaN, which so stays visible.
FORWARD(relu, x <= 0.0f ? 0.0f : x)
GRADIENT(relu, rectify(y, dy, 0.0f))

#elif defined(TANH)

FORWARD(tanh, tanh(x))
GRADIENT(tanh, dy * (1.0f - y * y))

#elif defined(SIGMOID)

FORWARD(sigmoid, 1.0f / (1.0f + exp(-x)))
GRADIENT(sigmoid, dy * (y * (1.0f - y)))

#elif defined(SOFTPLUS)

// log(1 + exp x) without overflow; its derivative is sigmoid(x) = 1 - exp(-y).
FORWARD(softplus, fmax(x, 0.0f) + log1p(exp(-fabs(x))))
GRADIENT(softplus, dy * -expm1(-y))

#elif defined(LEAKY_RELU)

__kernel void leaky_relu_forward(const uint count, __global const float *restrict input,
                                 __global float *restrict output, const float slope) {
  const uint i = get_global_id(0);
  if (i >= count) return;
  output[i] = activate(input[i], slope);
}

__kernel void leaky_relu_gradient(const uint count, __global const float *restrict output,
                                  __global const float *restrict upstream,
                                  __global float *restrict gradient, const float slope) {
  const uint i = get_global_id(0);
  if (i >= count) return;
  gradient[i] = rectify(output[i], upstream[i], slope);
}

#endif
