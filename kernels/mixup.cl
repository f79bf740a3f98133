// Mixup: row i becomes lambda[i] x[i] + (1 - lambda[i]) x[partner of i].

__kernel void mixup_forward(const uint count, __global const float *restrict x,
                            __global const float *restrict lambda,
                            __global const int *restrict partners, __global float *restrict y,
                            const uint columns) {
  const uint i = get_global_id(0);
  if (i >= count) return;
  const uint row = i / columns;
  const size_t partner = (size_t)partners[row] * columns + i % columns;
  y[i] = lambda[row] * x[i] + (1.0f - lambda[row]) * x[partner];
}

// Every row gathers from itself and from all rows whose partner it is.
__kernel void mixup_gradient(const uint count, __global const float *restrict upstream,
                             __global const float *restrict lambda,
                             __global const int *restrict partners,
                             __global float *restrict gradient, const uint columns) {
  const uint i = get_global_id(0);
  if (i >= count) return;
  const uint row = i / columns;
  float sum = lambda[row] * upstream[i];
  for (uint other = 0; other < count / columns; other++)
    if ((uint)partners[other] == row)
      sum += (1.0f - lambda[other]) * upstream[(size_t)other * columns + i % columns];
  gradient[i] = sum;
}
