// Panels of WIDTH lines (rows of A, or columns of B) in which the matrix product's kernels for CPUs
// read their sides: [depth][WIDTH], zero beyond the last line. With ALONG_DEPTH, element (line, k) of
// the source is at line * stride + k; without, at k * stride + line. WIDTH is a multiple of four.
// Joined behind vector.cl; PANEL is the address space of the panel.

#if WIDTH % V == 0
#define UNIT V
#else
#define UNIT 4
#endif

// Aligned as a float is.
typedef JOIN(float, UNIT) __attribute__((aligned(4))) unit;
typedef float4 __attribute__((aligned(4))) four;

#ifdef ALONG_DEPTH
#define ELEMENT(line, k) source[(size_t)(line) * stride + (k)]
#else
#define ELEMENT(line, k) source[(size_t)(k) * stride + (line)]
#endif

// The first `count` steps of the depth of a panel of which `lines` lines are there.
static inline void fill_panel(PANEL float *panel, const __global float *source, size_t stride,
                              int lines, int count) {
  if (lines < WIDTH) {
    for (int k = 0; k < count; k++)
      for (int line = 0; line < WIDTH; line++)
        panel[k * WIDTH + line] = line < lines ? ELEMENT(line, k) : 0;
    return;
  }
#ifdef ALONG_DEPTH
  int done = 0;
  for (; done + 4 <= count; done += 4)
#pragma unroll
    for (int line = 0; line < WIDTH; line += 4) {
      const float4 a = *(const __global four *)&ELEMENT(line, done);
      const float4 b = *(const __global four *)&ELEMENT(line + 1, done);
      const float4 c = *(const __global four *)&ELEMENT(line + 2, done);
      const float4 d = *(const __global four *)&ELEMENT(line + 3, done);
      PANEL float *to = panel + done * WIDTH + line;
      *(PANEL four *)to = (float4)(a.x, b.x, c.x, d.x);
      *(PANEL four *)(to + WIDTH) = (float4)(a.y, b.y, c.y, d.y);
      *(PANEL four *)(to + 2 * WIDTH) = (float4)(a.z, b.z, c.z, d.z);
      *(PANEL four *)(to + 3 * WIDTH) = (float4)(a.w, b.w, c.w, d.w);
    }
  for (; done < count; done++)
    for (int line = 0; line < WIDTH; line++) panel[done * WIDTH + line] = ELEMENT(line, done);
#else
  for (int k = 0; k < count; k++)
#pragma unroll
    for (int line = 0; line < WIDTH; line += UNIT)
      *(PANEL unit *)(panel + k * WIDTH + line) = *(const __global unit *)&ELEMENT(line, k);
#endif
}
