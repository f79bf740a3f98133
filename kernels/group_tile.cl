// What the heavy kernels for GPUs share: a work-group computes a block of BM x BN results as a
// product of depth D, BK steps at a time, from two blocks that its work-items bring into local
// memory together. Every work-item has TM x TN results in registers, BM / TM and BN / TN apart, so
// that neighbouring work-items read and write neighbouring memory.

#define GROUP_COLUMNS (BN / TN)
#define GROUP_ROWS (BM / TM)
#define GROUP_ITEMS (GROUP_COLUMNS * GROUP_ROWS)
#define IN_GROUP __attribute__((reqd_work_group_size(GROUP_COLUMNS, GROUP_ROWS, 1)))

// Local blocks by depth; one column more keeps the banks of a transposing store apart.
typedef __local float (*LeftBlock)[BM + 1];
typedef __local float (*RightBlock)[BN + 1];

static inline int group_item(void) { return get_local_id(1) * GROUP_COLUMNS + get_local_id(0); }

// The row and column within the block of result (m, n) of this work-item.
static inline int block_row(int m) { return get_local_id(1) + m * GROUP_ROWS; }
static inline int block_column(int n) { return get_local_id(0) + n * GROUP_COLUMNS; }

static inline void clear(float acc[TM][TN]) {
#pragma unroll
  for (int m = 0; m < TM; m++)
#pragma unroll
    for (int n = 0; n < TN; n++) acc[m][n] = 0;
}

// acc += the product of the two blocks in local memory.
static inline void multiply(float acc[TM][TN], LeftBlock left, RightBlock right) {
  for (int k = 0; k < BK; k++) {
    float a[TM], b[TN];
#pragma unroll
    for (int m = 0; m < TM; m++) a[m] = left[k][block_row(m)];
#pragma unroll
    for (int n = 0; n < TN; n++) b[n] = right[k][block_column(n)];
#pragma unroll
    for (int m = 0; m < TM; m++)
#pragma unroll
      for (int n = 0; n < TN; n++) acc[m][n] = fma(a[m], b[n], acc[m][n]);
  }
}
