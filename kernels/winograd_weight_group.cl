// The transforms of up to eight weights (winograd_weight.cl) in one launch (shares.cl), for GPUs: a work-item
// does one output and one input.

#define TASK(n)                                                                                  \
  const Weights task##n, __global const float *restrict weight##n, __global float *restrict planes##n

#define FIELD(n, field) CHOSEN(n, task, .field)

__kernel void winograd_weight_group(const Shares s, TASK(0), TASK(1), TASK(2), TASK(3), TASK(4),
                                    TASK(5), TASK(6), TASK(7)) {
  const int n = task_of_group(s), item = item_of_task(s, n);
  const Weights w = {
      FIELD(n, channels),    FIELD(n, outChannels), FIELD(n, outStride),
      FIELD(n, inStride),    FIELD(n, kernelHeight), FIELD(n, kernelWidth),
      FIELD(n, firstY),      FIELD(n, tapStepY),    FIELD(n, firstX),
      FIELD(n, tapStepX),    FIELD(n, stepY),       FIELD(n, stepX),
      FIELD(n, outStepY),    FIELD(n, outStepX)};
  const int outputs = weight_outputs(w), input = item / outputs;
  transform_weights(CHOSEN(n, weight, ), CHOSEN(n, planes, ), w, item - input * outputs, input,
                    min(input + 1, weight_inputs(w)));
}
