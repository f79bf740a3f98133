// G g G^T of weights, in planes as the products read them: [O / NR][I][NR], zero beyond the last input
// (to a multiple of V) and output of a phase (winograd.cl); on GPUs NR is O. Source weights have one of
// PyTorch's layouts (their strides tell), of which a phase has rows firstY + its own, then every
// tapStepY, and columns likewise.
//
// A work-item does V outputs and a run of `each` inputs.

typedef struct {
  int channels, outChannels, outStride, inStride, kernelHeight, kernelWidth;
  int firstY, tapStepY, firstX, tapStepX;
  int stepY, stepX, outStepY, outStepX;
} Weights;

#if V == 1
#define NR outputs
#else
#define NR (NV * V)
#endif

// The channels of the planes of weights.
static inline int weight_inputs(const Weights w) { return w.stepY * w.stepX * filled(w.channels); }
static inline int weight_outputs(const Weights w) {
  return w.outStepY * w.outStepX * filled(w.outChannels);
}

// V outputs from o on, of the inputs from `first` to `end`.
static inline void transform_weights(const __global float *weight, __global float *planes,
                                     const Weights w, int o, int first, int end) {
  const int inputs = weight_inputs(w), outputs = weight_outputs(w);
  const int width = (outputs + NR - 1) / NR * NR;
  if (o >= width) return;
  const size_t plane = (size_t)width * inputs + PLANE_GAP;
  __global float *to = planes + (size_t)(o / NR) * inputs * NR + o % NR;
  const Part out = part_at(o, w.outChannels, w.outStepX);
  const int lanes = o < outputs ? w.outChannels - out.channel : 0;
  for (int c = first; c < end; c++) {
    const Part in = part_at(c, w.channels, w.stepX);
    const int top = w.firstY + in.row + out.row, left = w.firstX + in.column + out.column;
    const __global float *source =
        weight + (size_t)out.channel * w.outStride + (size_t)in.channel * w.inStride;
    float g[TAPS * TAPS][V];
#pragma unroll
    for (int tap = 0; tap < TAPS * TAPS; tap++) {
      const int row = top + tap / TAPS * w.tapStepY, column = left + tap % TAPS * w.tapStepX;
      const int isThere = in.channel < w.channels & row < w.kernelHeight & column < w.kernelWidth;
      const int count = isThere ? lanes : 0;
      for (int lane = 0; lane < V; lane++)
        g[tap][lane] = lane < count
                           ? source[(size_t)lane * w.outStride + row * w.kernelWidth + column] : 0;
    }
    vec t[SIDE][TAPS];
#pragma unroll
    for (int x = 0; x < TAPS; x++) {
      vec column[TAPS], u[SIDE];
#pragma unroll
      for (int y = 0; y < TAPS; y++) column[y] = from_lanes(g[y * TAPS + x]);
      transform_weight(column, u);
#pragma unroll
      for (int i = 0; i < SIDE; i++) t[i][x] = u[i];
    }
#pragma unroll
    for (int i = 0; i < SIDE; i++) {
      vec u[SIDE];
      transform_weight(t[i], u);
#pragma unroll
      for (int j = 0; j < SIDE; j++) store(u[j], to + (i * SIDE + j) * plane + (size_t)c * NR);
    }
  }
}

__kernel ITEM void winograd_weight(__global const float *restrict weight,
                                   __global float *restrict planes, const Weights w, int each) {
  const int first = get_global_id(1) * each;
  transform_weights(weight, planes, w, get_global_id(0) * V, first,
                    min(first + each, weight_inputs(w)));
}
