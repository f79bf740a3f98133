// Copies up to eight pieces (copy_rows in layout.cl) in one launch (shares.cl), for GPUs: parts that are put
// together, or that something is cut into. A work-item copies an element.

#define TASK(n)                                                                                  \
  const int count##n, const int width##n, const int source_width##n, const int from##n,          \
      const int target_width##n, const int to##n, __global const float *x##n, __global float *y##n

__kernel void copy_rows_group(const Shares s, TASK(0), TASK(1), TASK(2), TASK(3), TASK(4), TASK(5),
                              TASK(6), TASK(7)) {
  const int n = task_of_group(s), item = item_of_task(s, n);
  if (item >= CHOSEN(n, count, )) return;
  const int width = CHOSEN(n, width, ), row = item / width, column = item - row * width;
  const __global float *x = CHOSEN(n, x, );
  CHOSEN(n, y, )[(size_t)row * CHOSEN(n, target_width, ) + CHOSEN(n, to, ) + column] =
      x ? x[(size_t)row * CHOSEN(n, source_width, ) + CHOSEN(n, from, ) + column] : 0;
}
