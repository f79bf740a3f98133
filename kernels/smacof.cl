// Multidimensional scaling by majorising a complicated function (SMACOF; de Leeuw 1977). Matrices are
// points × points; `count` is their number of elements.

// Euclidean distances from the scalar products of each two points.
__kernel void pairwise_distance(const uint count, __global const float *restrict products,
                                __global float *restrict distances, const uint points) {
  const uint k = get_global_id(0);
  if (k >= count) return;
  const uint i = k / points, j = k % points;
  const float square =
      products[i * (points + 1)] + products[j * (points + 1)] - 2.0f * products[k];
  // Rounding may leave a square of two near points below zero; NaN stays visible.
  distances[k] = i == j || square <= 0.0f ? 0.0f : sqrt(square);
}

// How many times as far two points should be: δ / d, and 0 where they coincide.
__kernel void guttman_ratio(const uint count, __global const float *restrict dissimilarities,
                            __global const float *restrict distances,
                            __global float *restrict ratios) {
  const uint k = get_global_id(0);
  if (k >= count) return;
  const float distance = distances[k];
  ratios[k] = distance == 0.0f ? 0.0f : dissimilarities[k] / distance;
}
