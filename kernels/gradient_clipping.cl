// Scales gradients so that their common norm is at most `maximum`; squares holds the sum of squares.

__kernel void clip_to_norm(const uint count, __global const float *restrict gradient,
                           __global const float *restrict squares, __global float *restrict clipped,
                           const float maximum) {
  const uint i = get_global_id(0);
  if (i >= count) return;
  const float factor = maximum / (sqrt(squares[0]) + 1e-6f);
  clipped[i] = factor < 1.0f ? factor * gradient[i] : gradient[i];
}
