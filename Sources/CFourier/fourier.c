#include "fourier.h"

#include <math.h>

#pragma STDC FP_CONTRACT OFF

// Of an x86-64 it is asked at run time how wide its vectors are, and how many; of others it is known. It is
// asked before the thread sanitizer is ready, which that does not bear.
#if defined(__x86_64__) && !__has_feature(thread_sanitizer)
#define FOR_EACH_WIDTH __attribute__((target_clones("avx512vl", "avx2", "default")))
#else
#define FOR_EACH_WIDTH
#endif
#define INLINE static inline __attribute__((always_inline))

typedef double four __attribute__((vector_size(32)));
/// Four reals at any address of a double.
typedef double four_anywhere __attribute__((vector_size(32), aligned(8)));

/// Four neighbouring complex numbers.
typedef struct {
  four real, imaginary;
} quad;

INLINE quad sum(quad a, quad b) {
  return (quad){a.real + b.real, a.imaginary + b.imaginary};
}

INLINE quad difference(quad a, quad b) {
  return (quad){a.real - b.real, a.imaginary - b.imaginary};
}

INLINE quad product(quad a, quad b) {
  return (quad){
    a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real};
}

INLINE quad conjugate(quad a) { return (quad){a.real, -a.imaginary}; }

/// Real and imaginary parts in each other's place: the transform back is the transform between two such
/// exchanges.
INLINE quad exchanged(quad a) { return (quad){a.imaginary, a.real}; }

/// a + i b.
INLINE quad plus_turned(quad a, quad b) {
  return (quad){a.real - b.imaginary, a.imaginary + b.real};
}

/// a - i b.
INLINE quad minus_turned(quad a, quad b) {
  return (quad){a.real + b.imaginary, a.imaginary - b.real};
}

/// Four complex numbers whose parts lie beside each other.
INLINE quad load(const double *numbers) {
  four a = *(const four_anywhere *)numbers, b = *(const four_anywhere *)(numbers + 4);
  return (quad){
    __builtin_shufflevector(a, b, 0, 2, 4, 6), __builtin_shufflevector(a, b, 1, 3, 5, 7)};
}

INLINE void store(quad a, double *numbers) {
  *(four_anywhere *)numbers = __builtin_shufflevector(a.real, a.imaginary, 0, 4, 1, 5);
  *(four_anywhere *)(numbers + 4) = __builtin_shufflevector(a.real, a.imaginary, 2, 6, 3, 7);
}

INLINE quad backwards(quad a) {
  return (quad){
    __builtin_shufflevector(a.real, a.real, 3, 2, 1, 0),
    __builtin_shufflevector(a.imaginary, a.imaginary, 3, 2, 1, 0)};
}

/// A number four times.
INLINE quad repeated(const double number[2]) {
  double real = number[0], imaginary = number[1];
  return (quad){{real, real, real, real}, {imaginary, imaginary, imaginary, imaginary}};
}

/// The transforms of four numbers each: of the first of a, b, c and d, of the second of them, and so on.
INLINE void butterfly(quad a, quad b, quad c, quad d, quad to[4]) {
  quad even = sum(a, c), even_difference = difference(a, c);
  quad odd = sum(b, d), odd_difference = difference(b, d);
  to[0] = sum(even, odd);
  to[1] = minus_turned(even_difference, odd_difference);
  to[2] = difference(even, odd);
  to[3] = plus_turned(even_difference, odd_difference);
}

/// The first of a, b, c and d, the second of them, and so on.
INLINE void transpose(quad a, quad b, quad c, quad d, quad to[4]) {
#define PART(part) \
  four part##_ab = __builtin_shufflevector(a.part, b.part, 0, 4, 2, 6); \
  four part##_ba = __builtin_shufflevector(a.part, b.part, 1, 5, 3, 7); \
  four part##_cd = __builtin_shufflevector(c.part, d.part, 0, 4, 2, 6); \
  four part##_dc = __builtin_shufflevector(c.part, d.part, 1, 5, 3, 7); \
  to[0].part = __builtin_shufflevector(part##_ab, part##_cd, 0, 1, 4, 5); \
  to[1].part = __builtin_shufflevector(part##_ba, part##_dc, 0, 1, 4, 5); \
  to[2].part = __builtin_shufflevector(part##_ab, part##_cd, 2, 3, 6, 7); \
  to[3].part = __builtin_shufflevector(part##_ba, part##_dc, 2, 3, 6, 7);
  PART(real)
  PART(imaginary)
#undef PART
}

/// The stage in which each number of a quad is multiplied by another root. Its quads part: of each of the
/// four numbers the next stage wants the four results beside each other.
INLINE void first_stage(int64_t quads, const quad *twiddles, const quad *from, quad *to) {
  int64_t quarter = quads / 4;
  for (int64_t index = 0; index < quarter; index++, twiddles += 3, to += 4) {
    quad wings[4];
    butterfly(
      from[index], from[index + quarter], from[index + 2 * quarter], from[index + 3 * quarter],
      wings);
    quad b = product(wings[1], twiddles[0]);
    quad c = product(wings[2], twiddles[1]);
    quad d = product(wings[3], twiddles[2]);
    transpose(wings[0], b, c, d, to);
  }
}

/// A stage of radix 4 of `distance` x 4 transforms side by side, each of `quarter` x 4 numbers.
INLINE void stage(
  int64_t quarter, int64_t distance, const double (*twiddles)[2], const quad *from, quad *to
) {
  int64_t apart = quarter * distance;
  for (int64_t index = 0; index < quarter; index++, twiddles += 3, from += distance) {
    quad b = repeated(twiddles[0]), c = repeated(twiddles[1]), d = repeated(twiddles[2]);
    for (int64_t place = 0; place < distance; place++) {
      quad wings[4];
      butterfly(
        from[place], from[place + apart], from[place + 2 * apart], from[place + 3 * apart],
        wings);
      quad *target = to + 4 * index * distance + place;
      target[0] = wings[0];
      target[distance] = product(wings[1], b);
      target[2 * distance] = product(wings[2], c);
      target[3 * distance] = product(wings[3], d);
    }
  }
}

INLINE void last_stage_of_radix_4(int64_t distance, const quad *from, quad *to) {
  for (int64_t place = 0; place < distance; place++) {
    quad wings[4];
    butterfly(
      from[place], from[place + distance], from[place + 2 * distance], from[place + 3 * distance],
      wings);
    for (int wing = 0; wing < 4; wing++) to[place + wing * distance] = wings[wing];
  }
}

INLINE void last_stage_of_radix_2(int64_t distance, const quad *from, quad *to) {
  for (int64_t place = 0; place < distance; place++) {
    quad a = from[place], b = from[place + distance];
    to[place] = sum(a, b);
    to[place + distance] = difference(a, b);
  }
}

/// Stockham's algorithm: each stage writes in the order in which the next one reads, so that nothing is
/// left to be sorted.
INLINE quad *transform(int64_t length, const double *tables, quad *from, quad *to) {
  const quad *first = (const quad *)tables + length / 4;
  first_stage(length / 4, first, from, to);
  const double(*twiddles)[2] = (const double(*)[2])(first + 3 * (length / 16));
  int64_t rest = length / 4, distance = 1;
  for (; rest > 4; rest /= 4, distance *= 4) {
    quad *source = to;
    to = from;
    from = source;
    stage(rest / 4, distance, twiddles, from, to);
    twiddles += 3 * (rest / 4);
  }
  if (rest == 4) {
    last_stage_of_radix_4(distance, to, from);
  } else {
    last_stage_of_radix_2(distance, to, from);
  }
  return from;
}

/// A table has the roots of the reals' transform, a quad for four frequencies; three quads for each quad
/// of the first stage; three numbers for each multiplication of the other ones.
int64_t fourier_table_size(int64_t length) {
  int64_t size = 8 * (length / 4 + 3 * (length / 16));
  for (int64_t rest = length / 4; rest > 4; rest /= 4) size += 6 * (rest / 4);
  return size;
}

/// exp(-2 pi i power / order).
static void set_root(double *real, double *imaginary, int64_t power, int64_t order) {
  double angle = -2 * 3.14159265358979323846 * (double)power / (double)order;
  *real = cos(angle);
  *imaginary = sin(angle);
}

void fourier_make_tables(int64_t length, double *tables) {
  for (int64_t frequency = 0; frequency < length; frequency++) {
    double *to = tables + 8 * (frequency / 4) + frequency % 4;
    set_root(to, to + 4, frequency, 2 * length);
  }
  tables += 2 * length;
  for (int64_t index = 0; index < length / 4; index += 4) {
    for (int64_t power = 1; power <= 3; power++, tables += 8) {
      for (int place = 0; place < 4; place++) {
        set_root(tables + place, tables + 4 + place, power * (index + place), length);
      }
    }
  }
  for (int64_t rest = length / 4; rest > 4; rest /= 4) {
    for (int64_t index = 0; index < rest / 4; index++) {
      for (int64_t power = 1; power <= 3; power++, tables += 2) {
        set_root(tables, tables + 1, power * index, rest);
      }
    }
  }
}

FOR_EACH_WIDTH
double *fourier_complex(int64_t length, const double *tables, double *numbers, double *room) {
  return (double *)transform(length, tables, (quad *)numbers, (quad *)room);
}

/// Reals at even places are the real parts of as half as many complex numbers, those at odd places their
/// imaginary parts.
FOR_EACH_WIDTH
void fourier_real(
  int64_t length, const double *tables, const double *reals, double *spectrum, double *numbers,
  double *room
) {
  const quad *roots = (const quad *)tables;
  int64_t quads = length / 4;
  quad *packed = (quad *)numbers;
  for (int64_t index = 0; index < quads; index++) packed[index] = load(reals + 8 * index);
  const quad *found = transform(length, tables, packed, (quad *)room);
  for (int64_t index = 0; index < quads / 2; index++) {
    quad low = found[index], before = found[quads - index - 1];
    // The one after the last is the first.
    quad after = found[(quads - index) & (quads - 1)];
    quad high = {
      __builtin_shufflevector(before.real, after.real, 4, 3, 2, 1),
      -__builtin_shufflevector(before.imaginary, after.imaginary, 4, 3, 2, 1)};
    quad even = sum(low, high), odd = product(difference(low, high), roots[index]);
    quad rising = minus_turned(even, odd), falling = conjugate(plus_turned(even, odd));
    store((quad){0.5 * rising.real, 0.5 * rising.imaginary}, spectrum + 8 * index);
    store(
      backwards((quad){0.5 * falling.real, 0.5 * falling.imaginary}),
      spectrum + 2 * (length - 4 * index - 3));
  }
  spectrum[length] = found[quads / 2].real[0];
  spectrum[length + 1] = -found[quads / 2].imaginary[0];
}

FOR_EACH_WIDTH
void fourier_real_back(
  int64_t length, const double *tables, const double *spectrum, double *reals, double *numbers,
  double *room
) {
  const quad *roots = (const quad *)tables;
  int64_t quads = length / 4;
  quad *packed = (quad *)numbers;
  for (int64_t index = 0; index < quads; index++) {
    quad low = load(spectrum + 8 * index);
    quad high = conjugate(backwards(load(spectrum + 2 * (length - 4 * index - 3))));
    if (index == 0) low.imaginary[0] = high.imaginary[0] = 0;
    quad even = sum(low, high), odd = product(difference(low, high), conjugate(roots[index]));
    packed[index] = exchanged(plus_turned(even, odd));
  }
  const quad *found = transform(length, tables, packed, (quad *)room);
  for (int64_t index = 0; index < quads; index++) {
    store(exchanged(found[index]), reals + 8 * index);
  }
}
