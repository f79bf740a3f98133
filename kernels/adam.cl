// One step of Adam (Kingma and Ba 2015, algorithm 1) in place, in one pass over all weights: both
// moments and the weights, with decoupled weight decay (Loshchilov and Hutter 2019) where decay is not
// zero. correction1 = 1 / (1 - beta1^t), correction2 = 1 / (1 - beta2^t). The complements 1 - beta come
// from the host: in single precision 1 - 0.999 is off by a hundred thousandth.
//
// The weights begin at one place of their memory, gradient and moments at another of theirs. Joined behind
// elements.cl.

__kernel void adam(ELEMENTS, __global float *restrict weights, const uint weights_start,
                   __global const float *restrict gradient, __global float *restrict moment1,
                   __global float *restrict moment2, const uint start, const float rate,
                   const float beta1, const float complement1, const float beta2,
                   const float complement2, const float epsilon, const float correction1,
                   const float correction2, const float decay) {
  weights += weights_start;
  gradient += start;
  moment1 += start;
  moment2 += start;
  EACH_VECTOR(i) {
    const int lanes = count - i;
    const vec g = load_first(lanes, gradient + i);
    const vec m = fma((vec)beta1, load_first(lanes, moment1 + i), complement1 * g);
    const vec v = fma((vec)beta2, load_first(lanes, moment2 + i), complement2 * g * g);
    store_first(lanes, m, moment1 + i);
    store_first(lanes, v, moment2 + i);
    const vec w = load_first(lanes, weights + i);
    store_first(lanes,
                w - rate * decay * w - rate * (m * correction1) / (sqrt(v * correction2) + epsilon),
                weights + i);
  }
}
