// What the Winograd kernels share: F(4x4, 3x3) and F(4x4, 2x2), after Lavin and Gray, "Fast Algorithms
// for Convolutional Neural Networks" (2016), section 4. A tile of 4 x 4 output pixels comes from
// SIDE x SIDE input pixels d and the TAPS x TAPS weights g, SIDE = TAPS + 3, as
//   A^T [(G g G^T) * (B^T d B)] A
// which takes 36 products where the sum itself takes 144, or 25 where it takes 64.
//
// A convolution of stride S is one of stride 1 on S x S phases of its input, the pixels that have the
// same remainder, which count as so many times the channels; a data gradient has phases of its output
// (conv2d_subpixel.cl) instead. TAPS are the places of a kernel that a phase has.
//
// Tiles run on over columns, rows and images. What is transformed lies in PLANES planes, one for each
// place of a tile. Planes of tiles and of weight gradients are [channels / BLOCK][rows][BLOCK], each
// phase's channels filled up to a multiple of V with zeros: blocks of a vector on CPUs; on GPUs (V = 1)
// all channels are one, so that neighbouring work-items touch neighbouring memory, and the planes are
// matrices of a product.
//
// The transforms' work-items are channels x runs of rows. On a CPU, where a work-item is a group, it
// does all channels of its rows, or a vector of them; on a GPU one channel of one row.

#define SIDE (TAPS + 3)
#define PLANES (SIDE * SIDE)

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
  // Where the first tile's pixels begin in x, and in y.
  int top, left, outTop, outLeft;
  // The phases of x, and of y.
  int stepY, stepX, outStepY, outStepX;
  int tileRows, tileColumns;
  // The tiles of this launch, and for how many a plane has room.
  int firstTile, tiles, room;
} Tiling;

typedef struct {
  int image, row, column;
} Tile;

// A plane's channel: the phase, and the channel of x or y.
typedef struct {
  int row, column, channel;
} Part;

static inline Tile tile_place(const Tiling s, int tile) {
  const int line = (s.firstTile + tile) / s.tileColumns, image = line / s.tileRows;
  return (Tile){image, line - image * s.tileRows, s.firstTile + tile - line * s.tileColumns};
}

static inline int filled(int channels) { return (channels + V - 1) / V * V; }

// Channels of the planes of x, and of y.
static inline int plane_inputs(const Tiling s) { return s.stepY * s.stepX * filled(s.channels); }
static inline int plane_outputs(const Tiling s) {
  return s.outStepY * s.outStepX * filled(s.outChannels);
}

// What a plane's channel is, of `channels` of each of `columns` phases a row.
static inline Part part_at(int place, int channels, int columns) {
  const int width = filled(channels), phase = place / width;
  return (Part){phase / columns, phase % columns, place - phase * width};
}

// The part V channels on.
static inline Part next_part(const Part from, int channels, int columns) {
  Part p = from;
  p.channel += V;
  if (p.channel < channels) return p;
  p.channel = 0;
  if (++p.column < columns) return p;
  p.column = 0;
  p.row++;
  return p;
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

// The build option SPLITS says of how many parts the sums of a product are, which lie one after the other in
// each plane.
#ifndef SPLITS
#define SPLITS 1
#endif

// A column of a tile, `step` floats from one sum to the next, each the sum of parts in their order, `part` floats
// apart. Part after part: all of them at once are more than registers hold.
static inline void load_sums(vec sums[SIDE], const __global float *from, size_t step, size_t part) {
#pragma unroll
  for (int i = 0; i < SIDE; i++) sums[i] = load(from + i * step);
#if SPLITS > 1
#pragma unroll 1
  for (int s = 1; s < SPLITS; s++)
#pragma unroll
    for (int i = 0; i < SIDE; i++) sums[i] += load(from + i * step + s * part);
#endif
}

#if TAPS == 3

// B^T d.
static inline void transform_input(const vec d[SIDE], vec t[SIDE]) {
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
static inline void transform_output(const vec m[SIDE], vec t[4]) {
  const vec a = m[1] + m[2], b = m[1] - m[2], c = m[3] + m[4], e = m[3] - m[4];
  t[0] = m[0] + a + c;
  t[1] = b + 2 * e;
  t[2] = a + 4 * c;
  t[3] = b + 8 * e + m[5];
}

// A d, the adjoint of transform_output.
static inline void transform_upstream(const vec d[4], vec t[SIDE]) {
  const vec a = d[0] + d[2], b = d[1] + d[3], c = d[0] + 4 * d[2], e = 2 * d[1] + 8 * d[3];
  t[0] = d[0];
  t[1] = a + b;
  t[2] = a - b;
  t[3] = c + e;
  t[4] = c - e;
  t[5] = d[3];
}

// G g.
static inline void transform_weight(const vec g[TAPS], vec t[SIDE]) {
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
static inline void transform_weight_gradient(const vec u[SIDE], vec t[TAPS]) {
  const vec a = (u[1] + u[2]) * (-1.0f / 6), b = u[3] + u[4];
  t[0] = u[0] * 0.25f + a + b * (1.0f / 24);
  t[1] = (u[2] - u[1]) * (1.0f / 6) + (u[3] - u[4]) * (1.0f / 12);
  t[2] = a + b * (1.0f / 6) + u[5];
}

#else

static inline void transform_input(const vec d[SIDE], vec t[SIDE]) {
  const vec a = d[3] - d[1], b = d[3] - d[2];
  t[0] = 2 * (d[0] - d[2]) + a;
  t[1] = b - 2 * d[1];
  t[2] = b - 2 * (d[2] - d[1]);
  t[3] = a;
  t[4] = d[4] - d[2] - 2 * a;
}

static inline void transform_output(const vec m[SIDE], vec t[4]) {
  const vec a = m[1] + m[2], b = m[1] - m[2];
  t[0] = m[0] + a + m[3];
  t[1] = b + 2 * m[3];
  t[2] = a + 4 * m[3];
  t[3] = b + 8 * m[3] + m[4];
}

static inline void transform_upstream(const vec d[4], vec t[SIDE]) {
  const vec a = d[0] + d[2], b = d[1] + d[3];
  t[0] = d[0];
  t[1] = a + b;
  t[2] = a - b;
  t[3] = d[0] + 4 * d[2] + 2 * d[1] + 8 * d[3];
  t[4] = d[3];
}

static inline void transform_weight(const vec g[TAPS], vec t[SIDE]) {
  t[0] = g[0] * 0.5f;
  t[1] = (g[0] + g[1]) * -0.5f;
  t[2] = (g[1] - g[0]) * (1.0f / 6);
  t[3] = g[0] * (1.0f / 6) + g[1] * (1.0f / 3);
  t[4] = g[1];
}

static inline void transform_weight_gradient(const vec u[SIDE], vec t[TAPS]) {
  t[0] = (u[0] - u[1]) * 0.5f + (u[3] - u[2]) * (1.0f / 6);
  t[1] = u[1] * -0.5f + u[2] * (1.0f / 6) + u[3] * (1.0f / 3) + u[4];
}

#endif
