// One step of Adam (Kingma and Ba 2015, algorithm 1) in place, in one pass over a parameter: both
// moments and the weight, with decoupled weight decay (Loshchilov and Hutter 2019) where decay is not
// zero. correction1 = 1 / (1 - beta1^t), correction2 = 1 / (1 - beta2^t). The complements 1 - beta come
// from the host: in single precision 1 - 0.999 is off by a hundred thousandth.

#define ADAM_CONSTANTS                                                                           \
  const float rate, const float beta1, const float complement1, const float beta2,               \
      const float complement2, const float epsilon, const float correction1,                     \
      const float correction2, const float decay
#define ADAM_CONSTANT_NAMES                                                                      \
  rate, beta1, complement1, beta2, complement2, epsilon, correction1, correction2, decay

static inline void adam_step(const uint i, __global float *weights,
                             __global const float *gradient, __global float *moment1,
                             __global float *moment2, ADAM_CONSTANTS) {
  const float g = gradient[i];
  const float m = fma(beta1, moment1[i], complement1 * g);
  const float v = fma(beta2, moment2[i], complement2 * g * g);
  moment1[i] = m;
  moment2[i] = v;
  const float w = weights[i];
  weights[i] = w - rate * decay * w - rate * (m * correction1) / (sqrt(v * correction2) + epsilon);
}

__kernel void adam(const uint count, __global float *restrict weights,
                   __global const float *restrict gradient, __global float *restrict moment1,
                   __global float *restrict moment2, ADAM_CONSTANTS) {
  const uint i = get_global_id(0);
  if (i < count)
    adam_step(i, weights, gradient, moment1, moment2, ADAM_CONSTANT_NAMES);
}
