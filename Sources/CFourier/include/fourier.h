// Fourier transforms of a power of two numbers, in double precision.
//
// They are our own because of what others are: FFTW is under the GPL, which would then hold for all of this
// program; KissFFT's package and PFFFT are in single precision; OpenCL's libraries need a device. They are
// in C because there a function can be compiled for several widths of vectors, of which a processor takes
// the widest that it has. Multiplications and additions are not fused: all of them give the same bits.
//
// Complex numbers are held by fours, first four real parts, then four imaginary parts. Arrays of them, and
// tables, are aligned to 32 bytes.
#ifndef FOURIER_H
#define FOURIER_H

#include <stdint.h>

/// The least number M of complex numbers; all are powers of two.
static const int64_t fourier_shortest = 16;

/// The number of doubles of the tables for M complex numbers.
int64_t fourier_table_size(int64_t length);

/// Fills tables for M complex numbers.
void fourier_make_tables(int64_t length, double *tables);

/// Transforms M complex numbers.
///
/// - Parameters:
///   - numbers: 2 M doubles, which are anything then.
///   - room: as many.
/// - Returns: the result, in one of both.
double *fourier_complex(int64_t length, const double *tables, double *numbers, double *room);

/// Transforms 2 M reals.
///
/// - Parameters:
///   - spectrum: takes M + 1 complex numbers, the two parts of each beside each other.
///   - numbers, room: for 2 M doubles each.
void fourier_real(
  int64_t length, const double *tables, const double *reals, double *spectrum, double *numbers,
  double *room);

/// Transforms M + 1 complex numbers, as above, back into 2 M times 2 M reals. The imaginary parts of the
/// first and the last count for nothing.
void fourier_real_back(
  int64_t length, const double *tables, const double *spectrum, double *reals, double *numbers,
  double *room);

#endif
