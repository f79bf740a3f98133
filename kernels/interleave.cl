// Bringing lanes of vectors into another order. Joined behind vector.cl.

#if V > 1

// a0 b0 a1 b1 .. of the lower halves, and of the upper ones.
static inline vec interleave_low(vec a, vec b) {
  vec both;
  both.even = a.lo;
  both.odd = b.lo;
  return both;
}

static inline vec interleave_high(vec a, vec b) {
  vec both;
  both.even = a.hi;
  both.odd = b.hi;
  return both;
}

// Rows become columns: each round moves the upmost bit of a row's number behind its columns' bits, and the
// upmost of these into the row's.
static inline void transpose_lanes(vec rows[V]) {
#pragma unroll
  for (int round = 1; round < V; round *= 2) {
    vec next[V];
#pragma unroll
    for (int i = 0; i < V / 2; i++) {
      next[2 * i] = interleave_low(rows[i], rows[i + V / 2]);
      next[2 * i + 1] = interleave_high(rows[i], rows[i + V / 2]);
    }
#pragma unroll
    for (int i = 0; i < V; i++) rows[i] = next[i];
  }
}

#endif
