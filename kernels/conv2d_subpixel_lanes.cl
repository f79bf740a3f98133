// How conv2d_subpixel.cl stores V outputs that do not lie side by side in y, on GPUs: one by one, which
// leaves them in registers.

// Stores act(result) from a row and column of y on, `image` being the rows before it.
static inline void store_apart(const Apart a, size_t image, int firstRow, int firstColumn, vec result,
                               const __global float *gate, __global float *y, float slope) {
  int row = firstRow, column = firstColumn;
  float lanes[V];
  to_lanes(result, lanes);
  for (int lane = 0; lane < a.count; lane++) {
    if (row >= 0 & row < a.height & column >= 0 & column < a.width) {
      const size_t place = (image + row) * a.width + column;
      const float sum = lanes[lane];
      y[place] = rectify_one(gate ? gate[place] : sum, sum, slope);
    }
    if (++column == a.left + a.run) {
      column = a.left;
      row++;
    }
  }
}
