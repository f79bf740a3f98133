// c[m * stepM + n * stepN] = act(bias + sum over splits of partial[split][m][n]), in the order of
// the splits; the bias belongs to n, or to m where biasAlongM.
__kernel void matmul_sum(const uint count, __global const float *restrict partial,
                         __global const float *restrict bias, __global float *restrict c,
                         int columns, int rows, int splits, int stepM, int stepN, int biasAlongM,
                         float slope) {
  const uint item = get_global_id(0);
  if (item >= count) return;
  const size_t area = (size_t)rows * columns;
  const size_t batch = item / area;
  const int place = item - batch * area, m = place / columns, n = place - m * columns;
  float sum = bias ? bias[biasAlongM ? m : n] : 0;
  for (int s = 0; s < splits; s++) sum += partial[(batch * splits + s) * area + place];
  c[batch * area + (size_t)m * stepM + (size_t)n * stepN] = sum > 0 ? sum : slope * sum;
}
