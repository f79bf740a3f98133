// conv2d_subpixel_lanes.cl for CPUs: a row of y after the other, of which the ends that lie outside are left
// out once.

static inline void store_apart(const Apart a, size_t image, int firstRow, int firstColumn, vec result,
                               const __global float *gate, __global float *y, float slope) {
  int row = firstRow, column = firstColumn;
  float lanes[V];
  to_lanes(gate ? result : activate(result, slope), lanes);
  for (int lane = 0; lane < a.count; row++) {
    const int end = min(a.count, lane + a.left + a.run - column);
    if (row >= 0 & row < a.height) {
      const size_t place = (image + row) * a.width + column - lane;
      const int last = min(end, lane + a.width - column);
      for (int i = max(lane, lane - column); i < last; i++)
        y[place + i] = gate ? rectify_one(gate[place + i], lanes[i], slope) : lanes[i];
    }
    lane = end;
    column = a.left;
  }
}
