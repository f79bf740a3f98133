// Packs `lines` lines of `depth` elements into panels (matmul_panel.cl): [lines / WIDTH][depth][WIDTH].
//
// A work-group is one work-item; it does `part` steps of the depth of `each` neighbouring panels.

__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void matmul_pack(
    __global const float *restrict source, __global float *restrict packed, int lines, int depth,
    int part, int each) {
  const int panels = (lines + WIDTH - 1) / WIDTH, batch = get_group_id(2);
  const int first = get_group_id(0) * part, count = min(part, depth - first);
  source += (size_t)batch * lines * depth;
  packed += (size_t)batch * panels * depth * WIDTH;
  const int end = min((int)(get_group_id(1) + 1) * each, panels);
  for (int panel = get_group_id(1) * each; panel < end; panel++) {
    const int line = panel * WIDTH;
#ifdef ALONG_DEPTH
    fill_panel(packed + ((size_t)panel * depth + first) * WIDTH,
               source + (size_t)line * depth + first, depth, lines - line, count);
#else
    fill_panel(packed + ((size_t)panel * depth + first) * WIDTH,
               source + (size_t)first * lines + line, lines, lines - line, count);
#endif
  }
}
