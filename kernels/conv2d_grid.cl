// What the convolution kernels share: the grid of output pixels that one launch computes.
//
// Images are channels-last. Output pixel (gy, gx) of the grid lies at row outTop + gy * outStepY
// and column outLeft + gx * outStepX of y, and collects the window of kernelHeight x kernelWidth
// input pixels that begins at row top + gy * stepY and column left + gx * stepX of x; pixels
// outside x count as zero. A forward convolution is one such grid with the stride as step. A data
// gradient, and a transposed convolution likewise, is one grid a phase of the stride, with the
// stride as outStep, so that it multiplies no zeros.
//
// Or its pixels are (gy, gx) of phases: each then has outStepY x outStepX pixels of y as its outputs, one
// grid for all phases (conv2d_subpixel.cl).
//
// Weights come packed (conv2d_pack) as [O / NR][ky][kx][I][NR], zero where o >= O, followed by
// kernelWidth * I zeros, which stand for a row outside the image.

typedef struct {
  int batch, height, width, channels;
  int outHeight, outWidth, outChannels;
  int gridHeight, gridWidth;
  int kernelHeight, kernelWidth;
  int stepY, stepX, top, left;
  int outStepY, outStepX, outTop, outLeft;
} Grid;

typedef struct {
  int image, row, column;
} Place;

static inline int grid_pixels(const Grid g) { return g.batch * g.gridHeight * g.gridWidth; }

// Structures are copied before they are changed, parameters too: Mesa's rusticl hands over the caller's
// own.

// Where the grid's pixel lies in the grid.
static inline Place grid_place(const Grid g, int pixel) {
  const int line = pixel / g.gridWidth, image = line / g.gridHeight;
  return (Place){image, line - image * g.gridHeight, pixel - line * g.gridWidth};
}

// Where the pixel after it lies.
static inline Place next_place(const Grid g, const Place from) {
  Place p = from;
  if (++p.column < g.gridWidth) return p;
  p.column = 0;
  if (++p.row < g.gridHeight) return p;
  p.row = 0;
  p.image++;
  return p;
}

// Where the pixel so many after it lies.
static inline Place place_after(const Grid g, const Place from, int steps) {
  Place p = from;
  p.column += steps;
  while (p.column >= g.gridWidth) {
    p.column -= g.gridWidth;
    if (++p.row < g.gridHeight) continue;
    p.row = 0;
    p.image++;
  }
  return p;
}

// Where the window of a grid's pixel begins in x.
static inline Place window_of(const Grid g, const Place p) {
  return (Place){p.image, p.row * g.stepY + g.top, p.column * g.stepX + g.left};
}

static inline Place window_place(const Grid g, int pixel) {
  return window_of(g, grid_place(g, pixel));
}

static inline int is_row(const Grid g, int row) { return row >= 0 & row < g.height; }

static inline int is_column(const Grid g, int column) { return column >= 0 & column < g.width; }

static inline size_t input_offset(const Grid g, int image, int row, int column) {
  return (((size_t)image * g.height + row) * g.width + column) * g.channels;
}

static inline size_t output_offset(const Grid g, const Place p) {
  return (((size_t)p.image * g.outHeight + p.row * g.outStepY + g.outTop) * g.outWidth
          + p.column * g.outStepX + g.outLeft) * g.outChannels;
}

static inline size_t panel_floats(const Grid g, int lanes) {
  return (size_t)g.kernelHeight * g.kernelWidth * g.channels * lanes;
}
