// The vector of V floats that one work-item computes with: on CPUs 16, 8 or 4 (a build option), on
// GPUs 1, where neighbouring work-items are the vector.

#if V == 1

typedef float vec;
typedef int int_vec;

static inline vec load(const __global float *p) { return *p; }
static inline void store(vec value, __global float *p) { *p = value; }
static inline vec load_first(int count, const __global float *p) { return *p; }
static inline void store_first(int count, vec value, __global float *p) { *p = value; }
static inline int_vec load_first_int(int count, const __global int *p) { return *p; }
static inline void store_first_int(int count, int_vec value, __global int *p) { *p = value; }
static inline float sum_of_lanes(vec value) { return value; }
static inline vec from_lanes(const float lanes[1]) { return lanes[0]; }
static inline void to_lanes(vec value, float lanes[1]) { lanes[0] = value; }

#else

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)

typedef JOIN(float, V) vec;
typedef JOIN(int, V) int_vec;

// Where the build option WHOLE_VECTORS says so, vectors lie at multiples of their size, and none is there
// in part.
#ifdef WHOLE_VECTORS
#define ALIGNMENT (4 * V)
#define IS_WHOLE(count) 1
#else
#define ALIGNMENT 4
#define IS_WHOLE(count) ((count) >= V)
#endif

// The same in memory, aligned as a float is if nothing else is said. (vload and vstore, which mean the
// same, become quarter-width moves in pocl and cost speed.)
typedef vec __attribute__((aligned(ALIGNMENT))) vec_in_memory;
typedef int_vec __attribute__((aligned(4))) int_vec_in_memory;

static inline vec load(const __global float *p) { return *(const __global vec_in_memory *)p; }

static inline void store(vec value, __global float *p) { *(__global vec_in_memory *)p = value; }

// The first `count` floats from p, zeros after them; reads nothing else.
static inline vec load_first(int count, const __global float *p) {
  if (IS_WHOLE(count)) return load(p);
  float lanes[V];
  for (int i = 0; i < V; i++) lanes[i] = i < count ? p[i] : 0;
  return JOIN(vload, V)(0, lanes);
}

// Stores the first `count` lanes, or all where there are fewer.
static inline void store_first(int count, vec value, __global float *p) {
  if (IS_WHOLE(count)) {
    store(value, p);
  } else {
    float lanes[V];
    JOIN(vstore, V)(value, 0, lanes);
    for (int i = 0; i < count; i++) p[i] = lanes[i];
  }
}

static inline int_vec load_first_int(int count, const __global int *p) {
  if (count >= V) return *(const __global int_vec_in_memory *)p;
  int lanes[V];
  for (int i = 0; i < V; i++) lanes[i] = i < count ? p[i] : 0;
  return JOIN(vload, V)(0, lanes);
}

static inline void store_first_int(int count, int_vec value, __global int *p) {
  if (count >= V) {
    *(__global int_vec_in_memory *)p = value;
  } else {
    int lanes[V];
    JOIN(vstore, V)(value, 0, lanes);
    for (int i = 0; i < count; i++) p[i] = lanes[i];
  }
}

static inline vec from_lanes(const float lanes[V]) { return JOIN(vload, V)(0, lanes); }
static inline void to_lanes(vec value, float lanes[V]) { JOIN(vstore, V)(value, 0, lanes); }

static inline float sum_of_lanes(vec value) {
#if V == 16
  const float8 eight = value.lo + value.hi;
  const float4 four = eight.lo + eight.hi;
#elif V == 8
  const float4 four = value.lo + value.hi;
#else
  const float4 four = value;
#endif
  const float2 two = four.lo + four.hi;
  return two.x + two.y;
}

#endif

// Adds x to a sum, keeping the digits that the sum has no room for (Kahan's compensation): long
// sums stay as exact as short ones. An infinity becomes NaN, which is no number either: to keep it would
// make such sums take a third longer.
static inline void add_compensated(vec *sum, vec *lost, vec x) {
  const vec term = x - *lost;
  const vec next = *sum + term;
  *lost = (next - *sum) - term;
  *sum = next;
}
