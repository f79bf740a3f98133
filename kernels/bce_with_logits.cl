// Binary cross entropy of logits z and targets t, element by element:
// -t log s(z) - (1 - t) log(1 - s(z)) = max(z, 0) - t z + log(1 + exp(-|z|)). Joined behind
// loss_mean.cl.

__kernel void bce_with_logits_forward(const uint count, __global const float *restrict logits,
                                      __global const float *restrict targets,
                                      __global float *restrict losses, __global float *restrict mean,
                                      const float share) {
  const uint i = get_global_id(0);
  if (i < count) {
    const float z = logits[i];
    losses[i] = fmax(z, 0.0f) - targets[i] * z + log1p(exp(-fabs(z)));
  }
  give_mean(count, losses, mean, share);
}

__kernel void bce_with_logits_gradient(const uint count, __global const float *restrict logits,
                                       __global const float *restrict targets,
                                       __global const float *restrict upstream,
                                       const uint step, const float share,
                                       __global float *restrict gradient) {
  const uint i = get_global_id(0);
  if (i >= count) return;
  const float z = logits[i];
  // s(z) - t without cancellation where both are near one.
  const float e = exp(-fabs(z));
  const float s = z >= 0.0f ? 1.0f / (1.0f + e) : e / (1.0f + e);
  const float complement = z >= 0.0f ? e / (1.0f + e) : 1.0f / (1.0f + e);
  const float t = targets[i];
  gradient[i] = row_upstream(upstream, i, step, share) * ((1.0f - t) * s - t * complement);
}
