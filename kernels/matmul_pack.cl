// Packs `lines` lines (rows of A, or columns of B) of `depth` elements into panels as the matrix
// product's kernels read them: [lines / width][depth][width], zero beyond the last line. Element k
// of a line is at line * lineStep + k * depthStep.
//
// Work-groups: (part of the depth, panel, batch), a work-item for every line of the panel.

#define PART 64

__kernel void matmul_pack(__global const float *restrict source, __global float *restrict packed,
                          int lines, int depth, int lineStep, int depthStep) {
  const int lane = get_local_id(0), width = get_local_size(0);
  const int panel = get_group_id(1), panels = get_num_groups(1), batch = get_group_id(2);
  const int line = panel * width + lane;
  const int first = get_group_id(0) * PART, end = min(first + PART, depth);
  source += (size_t)batch * lines * depth + (size_t)line * lineStep;
  packed += ((size_t)batch * panels + panel) * depth * width + lane;
  for (int k = first; k < end; k++)
    packed[(size_t)k * width] = line < lines ? source[(size_t)k * depthStep] : 0;
}
