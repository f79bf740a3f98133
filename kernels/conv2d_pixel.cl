// The outputs of a grid's pixel in conv2d.cl: channels of one pixel of y (conv2d_grid.cl).

typedef struct {
  int channel;
} Outputs;

// V outputs from `channel` on.
static inline Outputs outputs_at(const Grid g, int channel) { return (Outputs){channel}; }

static inline vec load_bias(const Grid g, const Outputs to, const __global float *bias) {
  return load_first(g.outChannels - to.channel, bias + to.channel);
}

// Stores act(result).
static inline void store_outputs(const Grid g, const Outputs to, const Place p, vec result,
                                 const __global float *gate, __global float *y, float slope) {
  const int lanes = g.outChannels - to.channel;
  const size_t place = output_offset(g, p) + to.channel;
  store_first(lanes, activate_or_gate(lanes, result, gate, place, slope), y + place);
}
