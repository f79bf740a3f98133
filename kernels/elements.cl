// How a kernel goes over the elements of arrays, one like the other. On CPUs a work-item walks over a stretch,
// a vector at a time, so that each core reads and writes in order; on GPUs it does one element. Joined
// behind vector.cl.

// The first arguments: elements in all; of a stretch, which is whole vectors; and whether what is written is
// more than caches hold.
#define ELEMENTS const uint count, const uint stretch, const int beyond_caches

#if V == 1

// For the work-item's element i.
#define EACH_VECTOR(i)             \
  const uint i = get_global_id(0); \
  if (i < count)

static inline void put_first(int lanes, vec value, __global float *p, int beyond_caches) {
  *p = value;
}

#else

// For each vector of the work-item's, from element i on; it is there in part where count - i is less than V.
#define EACH_VECTOR(i)                                                                     \
  for (uint i = get_global_id(0) * stretch, end = min(i + stretch, count); i < end; i += V)

// Stores the first `lanes` results at a place that is a multiple of a vector. A core reads what it writes
// into its caches first, but for what it is told to write past them: nobody finds it there later, where it
// is more than they hold.
static inline void put_first(int lanes, vec value, __global float *p, int beyond_caches) {
#if defined(__has_builtin) && __has_builtin(__builtin_nontemporal_store)
  if (lanes >= V & beyond_caches)
    __builtin_nontemporal_store(value, (__global vec *)p);
  else
#endif
    store_first(lanes, value, p);
}

#endif
