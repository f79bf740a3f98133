// The axes of a tensor in another order (permute.cl), for CPUs: squares of V x V elements of y's innermost axis
// and x's, so that both sides are read and written by vectors. Joined behind elements.cl, epilogue.cl and interleave.cl.

// Vectors along y's innermost axis: read along it where it is x's innermost too, else along x's, and turned.
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

// Of an axis: its length, and where its steps lead in x and in y.
typedef struct {
  uint length, from, to;
} Axis;

// A work-item does `stretch` strips of V steps of the axis `down`, within the axes `outer` and `middle`; y's
// innermost axis is `along`. Where y is written past the caches, the steps of all other axes in it are whole
// vectors.
__kernel void permute_tiles(const uint strips, const uint stretch, __global const float *restrict x,
                            __global float *restrict y, const Axis outer, const Axis middle,
                            const Axis down, const Axis along,
                            __global const float *restrict gate, const float slope,
                            const int beyond_caches) {
  const uint first = get_global_id(0) * stretch, end = min(first + stretch, strips);
  const uint across = (down.length + V - 1) / V;
  for (uint strip = first; strip < end; strip++) {
    const uint place = strip / across, row = strip % across * V;
    const uint a = place / middle.length, b = place % middle.length;
    const int rows = down.length - row;
    const size_t from = (size_t)a * outer.from + (size_t)b * middle.from + (size_t)row * down.from;
    const size_t to = (size_t)a * outer.to + (size_t)b * middle.to + (size_t)row * down.to;
    for (uint column = 0; column < along.length; column += V) {
      const int columns = along.length - column;
      vec square[V];
      load_square(square, x + from + (size_t)column * along.from, rows, columns, down.from,
                  along.from);
      for (int i = 0; i < min(rows, V); i++) {
        const size_t target = to + (size_t)i * down.to + column;
        const vec value =
            gate ? rectify(load_first(columns, gate + target), square[i], slope) : square[i];
        put_first(columns, value, y + target, beyond_caches);
      }
    }
  }
}
