// The forces of exact t-SNE in the plane (van der Maaten and Hinton 2008, eq. 5).

// For each point i, with w_ij = 1 / (1 + |y_i - y_j|²): the pull Σ p_ij w_ij (y_i - y_j), the push
// Σ w_ij² (y_i - y_j) and Σ w_ij, five numbers a point. Σ w_ij over all points makes w² the repulsive
// part of the gradient: q_ij = w_ij / Σ w.
__kernel void tsne_forces(const uint points, __global const float *restrict affinities,
                          __global const float2 *restrict y, __global float *restrict forces) {
  const uint i = get_global_id(0);
  if (i >= points) return;
  const float2 here = y[i];
  affinities += (size_t)i * points;
  float2 pull = (float2)(0.0f), push = (float2)(0.0f);
  float sum = 0.0f;
  for (uint j = 0; j < points; j++) {
    const float2 apart = here - y[j];
    const float w = 1.0f / (1.0f + dot(apart, apart));
    pull += affinities[j] * w * apart;
    push += w * w * apart;
    sum += j == i ? 0.0f : w;
  }
  forces += 5 * (size_t)i;
  forces[0] = pull.x;
  forces[1] = pull.y;
  forces[2] = push.x;
  forces[3] = push.y;
  forces[4] = sum;
}
