// Pointwise nonlinearities: y = f(x), and dx = dy f'(x) with f' from the output y. Joined behind
// epilogue.cl and elements.cl. A build option names the one that is wanted: with the library of exponentials
// a CPU's compiler reads a program five times as long.

// The slope is that of a leaky ReLU.
#define FORWARD(name, value)                                                                    \
  __kernel void name##_forward(ELEMENTS, __global const float *restrict input,                  \
                               __global float *restrict output, const float slope) {            \
    EACH_VECTOR(i) {                                                                            \
      const vec x = load_first(count - i, input + i);                                           \
      put_first(count - i, value, output + i, beyond_caches);                                   \
    }                                                                                           \
  }

#define GRADIENT(name, value)                                                                   \
  __kernel void name##_gradient(ELEMENTS, __global const float *restrict output,                \
                                __global const float *restrict upstream,                        \
                                __global float *restrict gradient, const float slope) {         \
    EACH_VECTOR(i) {                                                                            \
      const vec y = load_first(count - i, output + i), dy = load_first(count - i, upstream + i); \
      put_first(count - i, value, gradient + i, beyond_caches);                                 \
    }                                                                                           \
  }

#if defined(RELU)

// x <= 0 is false for NaN, which so stays visible.
FORWARD(relu, x <= 0 ? (vec)(0.0f) : x)
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

FORWARD(leaky_relu, activate(x, slope))
GRADIENT(leaky_relu, rectify(y, dy, slope))

#endif
