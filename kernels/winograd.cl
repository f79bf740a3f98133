// What the Winograd kernels share: F(4x4, 3x3), after Lavin and Gray, "Fast Algorithms for
// Convolutional Neural Networks" (2016), section 4.3. A tile of 4 x 4 output pixels comes from
// 6 x 6 input pixels d and the 3 x 3 weights g as
//   A^T [(G g G^T) * (B^T d B)] A
// which takes 36 products where the sum itself takes 144.
//
// Tiles run on over columns, rows and images. What is transformed lies in 36 planes, one for each
// place of a tile. Planes of tiles and of weight gradients are [channels / BLOCK][rows][BLOCK], zero
// beyond the last channel: blocks of a vector on CPUs; on GPUs (V = 1) all channels are one, so that
// neighbouring work-items touch neighbouring memory, and the planes are matrices of a product.
//
// The transforms' work-items are channels x runs of rows. On a CPU, where a work-item is a group, it
// does all channels of its rows, or a vector of them; on a GPU one channel of one row.

#if V == 1
#define ITEM
#define BLOCK(channels) (channels)
#define PLANE_GAP 0
#define UNROLL_BORDER _Pragma("unroll")
#else
#define ITEM __attribute__((reqd_work_group_size(1, 1, 1)))
#define BLOCK(channels) V
// One cache line between planes: if their distance were a power of two, they would share a few sets of
// the cache.
#define PLANE_GAP 16
// Code for tiles at the border is rare and would be long.
#define UNROLL_BORDER
#endif

typedef struct {
  int height, width, channels;
  int outHeight, outWidth, outChannels;
  // Where the first tile's 6 x 6 pixels begin.
  int top, left;
  int tileRows, tileColumns;
  // The tiles of this launch, and for how many a plane has room.
  int firstTile, tiles, room;
} Tiling;

typedef struct {
  int image, row, column;
} Tile;

static inline Tile tile_place(const Tiling s, int tile) {
  const int line = (s.firstTile + tile) / s.tileColumns, image = line / s.tileRows;
  return (Tile){image, line - image * s.tileRows, s.firstTile + tile - line * s.tileColumns};
}

// Floats from one plane of `rows` rows to the next.
static inline size_t plane_floats(int rows, int channels) {
  const int block = BLOCK(channels);
  return (size_t)((channels + block - 1) / block) * rows * block + PLANE_GAP;
}

// Where V channels from c on of a row begin in its plane.
static inline size_t plane_place(int rows, int channels, int row, int c) {
  const int block = BLOCK(channels);
  return (size_t)(c / block) * rows * block + (size_t)row * block + c % block;
}

// B^T d.
static inline void transform_input(const vec d[6], vec t[6]) {
  const vec a = d[4] - 4 * d[2], b = d[3] - 4 * d[1];
  const vec c = d[4] - d[2], e = 2 * (d[3] - d[1]);
  t[0] = 4 * d[0] - 5 * d[2] + d[4];
  t[1] = a + b;
  t[2] = a - b;
  t[3] = c + e;
  t[4] = c - e;
  t[5] = 4 * d[1] - 5 * d[3] + d[5];
}

// A^T m.
static inline void transform_output(const vec m[6], vec t[4]) {
  const vec a = m[1] + m[2], b = m[1] - m[2], c = m[3] + m[4], e = m[3] - m[4];
  t[0] = m[0] + a + c;
  t[1] = b + 2 * e;
  t[2] = a + 4 * c;
  t[3] = b + 8 * e + m[5];
}

// A d, the adjoint of transform_output.
static inline void transform_upstream(const vec d[4], vec t[6]) {
  const vec a = d[0] + d[2], b = d[1] + d[3], c = d[0] + 4 * d[2], e = 2 * d[1] + 8 * d[3];
  t[0] = d[0];
  t[1] = a + b;
  t[2] = a - b;
  t[3] = c + e;
  t[4] = c - e;
  t[5] = d[3];
}

// G g.
static inline void transform_weight(const vec g[3], vec t[6]) {
  const vec a = (g[0] + g[2]) * (-1.0f / 6), b = g[1] * (1.0f / 6);
  const vec c = g[0] * (1.0f / 24) + g[2] * (1.0f / 6), e = g[1] * (1.0f / 12);
  t[0] = g[0] * 0.25f;
  t[1] = a - b;
  t[2] = a + b;
  t[3] = c + e;
  t[4] = c - e;
  t[5] = g[2];
}

// G^T u, the adjoint of transform_weight.
static inline void transform_weight_gradient(const vec u[6], vec t[3]) {
  const vec a = (u[1] + u[2]) * (-1.0f / 6), b = u[3] + u[4];
  t[0] = u[0] * 0.25f + a + b * (1.0f / 24);
  t[1] = (u[2] - u[1]) * (1.0f / 6) + (u[3] - u[4]) * (1.0f / 12);
  t[2] = a + b * (1.0f / 6) + u[5];
}
