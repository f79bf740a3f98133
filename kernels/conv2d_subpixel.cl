// The outputs of a grid's pixel in conv2d.cl: all phases of a data gradient at once, which see the same
// window. Channels of the grid are the rows, columns and channels of outStepY x outStepX pixels of y
// (after Shi et al., "Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel
// Convolutional Neural Network", 2016); those of one row lie side by side in y. Pixels of the grid
// at the border have outputs outside y.

typedef struct {
  int channel;
  // Of the outStepY rows, and from that row's first float on.
  int row, column;
} Outputs;

static inline int pixel_channels(const Grid g) {
  return g.outChannels / (g.outStepY * g.outStepX);
}

// V outputs from `channel` on.
static inline Outputs outputs_at(const Grid g, int channel) {
  const int run = g.outStepX * pixel_channels(g), row = channel / run;
  return (Outputs){channel, row, channel - row * run};
}

static inline vec load_bias(const Grid g, const Outputs to, const __global float *bias) {
  float lanes[V];
  for (int lane = 0; lane < V; lane++) lanes[lane] = bias[(to.channel + lane) % pixel_channels(g)];
  return from_lanes(lanes);
}

// Stores act(result) where it lies in y.
static inline void store_outputs(const Grid g, const Outputs to, const Place p, vec result,
                                 const __global float *gate, __global float *y, float slope) {
  const int channels = pixel_channels(g), run = g.outStepX * channels;
  const int width = g.outWidth * channels, left = (p.column * g.outStepX + g.outLeft) * channels;
  int row = p.row * g.outStepY + g.outTop + to.row, column = left + to.column;
  const size_t image = (size_t)p.image * g.outHeight;
  if (to.column + V <= run & column >= 0 & column + V <= width) {
    const size_t place = (image + row) * width + column;
    if (row >= 0 & row < g.outHeight)
      store(activate_or_gate(V, result, gate, place, slope), y + place);
    return;
  }
  float lanes[V];
  to_lanes(result, lanes);
  const int count = min(V, g.outChannels - to.channel);
  for (int lane = 0; lane < count; lane++) {
    if (row >= 0 & row < g.outHeight & column >= 0 & column < width) {
      const size_t place = (image + row) * width + column;
      const float sum = lanes[lane];
      y[place] = rectify_one(gate ? gate[place] : sum, sum, slope);
    }
    if (++column == left + run) {
      column = left;
      row++;
    }
  }
}
