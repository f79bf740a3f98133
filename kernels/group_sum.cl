// Sums and largest values over a work-group of ITEMS (a build option, a power of two), for kernels for GPUs of
// which a work-group does a sample.

#define IN_GROUP __attribute__((reqd_work_group_size(ITEMS, 1, 1)))

#define REDUCE_GROUP(name, joined)                                                               \
  static inline float name(__local float *shared, float value) {                                 \
    const int item = get_local_id(0);                                                            \
    /* What was there before may still be read. */                                               \
    barrier(CLK_LOCAL_MEM_FENCE);                                                                \
    shared[item] = value;                                                                        \
    for (int others = ITEMS / 2; others > 0; others /= 2) {                                      \
      barrier(CLK_LOCAL_MEM_FENCE);                                                              \
      if (item < others) {                                                                       \
        const float a = shared[item], b = shared[item + others];                                 \
        shared[item] = joined;                                                                   \
      }                                                                                          \
    }                                                                                            \
    barrier(CLK_LOCAL_MEM_FENCE);                                                                \
    return shared[0];                                                                            \
  }

// Of the work-items' values, for all of them.
REDUCE_GROUP(sum_of_group, a + b)
REDUCE_GROUP(largest_of_group, fmax(a, b))
