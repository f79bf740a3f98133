// The axes of a tensor in another order (permute.cl), for CPUs: squares of V x V elements of y's two innermost
// axes, so that both sides are read and written by vectors. Joined behind epilogue.cl and interleave.cl.

// Vectors along y's innermost axis, and, where it is x's innermost that y's second axis goes along, along
// that, whose square is then turned.
static inline void load_square(vec square[V], const __global float *x, int rows, int columns,
                               uint row_step, uint column_step) {
  if (row_step == 1) {
    for (int column = 0; column < V; column++)
      square[column] =
          column < columns ? load_first(rows, x + (size_t)column * column_step) : (vec)0;
    transpose_lanes(square);
    return;
  }
  for (int row = 0; row < min(rows, V); row++) {
    const __global float *from = x + (size_t)row * row_step;
    if (column_step == 1) {
      square[row] = load_first(columns, from);
    } else {
      float lanes[V];
      for (int i = 0; i < V; i++) lanes[i] = i < columns ? from[(size_t)i * column_step] : 0;
      square[row] = from_lanes(lanes);
    }
  }
}

// A work-item does `stretch` strips of V rows: y's second axis within the others.
__kernel void permute_tiles(const uint strips, const uint stretch, const uint length3,
                            const uint length2, __global const float *restrict x,
                            __global float *restrict y, const uint length1, const uint stride0,
                            const uint stride1, const uint stride2, const uint stride3,
                            __global const float *restrict gate, const float slope) {
  const uint first = get_global_id(0) * stretch, end = min(first + stretch, strips);
  const uint across = (length2 + V - 1) / V;
  for (uint strip = first; strip < end; strip++) {
    const uint outer = strip / across, row = strip % across * V;
    const int rows = length2 - row;
    const __global float *from = x + (size_t)(outer / length1) * stride0
                                 + (size_t)(outer % length1) * stride1 + (size_t)row * stride2;
    const size_t place = ((size_t)outer * length2 + row) * length3;
    for (uint column = 0; column < length3; column += V) {
      const int columns = length3 - column;
      vec square[V];
      load_square(square, from + (size_t)column * stride3, rows, columns, stride2, stride3);
      for (int i = 0; i < min(rows, V); i++) {
        const size_t to = place + (size_t)i * length3 + column;
        const vec value =
            gate ? rectify(load_first(columns, gate + to), square[i], slope) : square[i];
        store_first(columns, value, y + to);
      }
    }
  }
}
