import CFourier

/// A complex amplitude: real and imaginary part.
typealias Amplitude = SIMD2<Double>

/// The discrete Fourier transform of real numbers, in double precision.
///
/// Powers of two, which are what nearly all settings ask for, are transformed as half as many complex
/// numbers. Other lengths take the way of a chirp, which is many times slower.
final class RealFFT: Sendable {
  /// Number of real inputs N.
  let length: Int
  private let method: Method

  private enum Method {
    case halves(FourierTables)
    case chirp(ChirpTransform)
  }

  /// Number of outputs, N / 2 + 1: the frequencies from 0 to half of the sample rate.
  var bins: Int { length / 2 + 1 }

  /// - Parameter length: the number of real inputs, at least 1.
  init(length: Int) {
    self.length = length
    let isPowerOfTwo = length.nonzeroBitCount == 1
    method =
      isPowerOfTwo && length / 2 >= FourierTables.shortest
      ? .halves(FourierTables(length: length / 2)) : .chirp(ChirpTransform(length: length))
  }

  /// Room for transforms: N reals in, all zero at first, and `bins` complex numbers out. The
  /// transform leaves its input as it is.
  struct Workspace {
    let input: UnsafeMutablePointer<Double>
    let output: UnsafeMutablePointer<Amplitude>
    fileprivate let numbers: UnsafeMutablePointer<Double>
    fileprivate let room: UnsafeMutablePointer<Double>
    fileprivate let fft: RealFFT

    /// Transforms `input` into `output`.
    func transform() {
      switch fft.method {
      case .halves(let tables):
        withParts { parts in
          fourier_real(Int64(tables.length), tables.values, input, parts, numbers, room)
        }
      case .chirp(let chirp): transform(by: chirp)
      }
    }

    /// Transforms `output` back into N times its `input`; `output` is anything then. What the first
    /// frequency, and of an even N the last, has as imaginary part counts for nothing.
    func transformBack() {
      switch fft.method {
      case .halves(let tables):
        withParts { parts in
          fourier_real_back(Int64(tables.length), tables.values, parts, input, numbers, room)
        }
      case .chirp(let chirp): transformBack(by: chirp)
      }
    }

    private func withParts(_ body: (UnsafeMutablePointer<Double>) -> Void) {
      output.withMemoryRebound(to: Double.self, capacity: 2 * fft.bins) { body($0) }
    }
  }

  /// Lends a workspace; each thread takes its own.
  func withWorkspace<Result>(_ body: (Workspace) -> Result) -> Result {
    let size =
      switch method {
      case .halves: length
      case .chirp(let chirp): chirp.size
      }
    return FourierTables.withRoom(for: length) { input in
      withUnsafeTemporaryAllocation(of: Amplitude.self, capacity: bins) { output in
        output.initialize(repeating: .zero)
        return FourierTables.withRoom(for: 2 * size) { numbers in
          body(
            Workspace(
              input: input, output: output.baseAddress!, numbers: numbers, room: numbers + size,
              fft: self))
        }
      }
    }
  }
}

/// N reals as N complex numbers.
extension RealFFT.Workspace {
  private func transform(by chirp: ChirpTransform) {
    fill(chirp.size) { $0 < fft.length ? Amplitude(input[$0], 0) : .zero }
    let spectrum = chirp(numbers, room: room)
    for bin in 0..<fft.bins {
      let place = FourierTables.place(bin)
      output[bin] = Amplitude(spectrum[place], spectrum[place + 4])
    }
  }

  private func transformBack(by chirp: ChirpTransform) {
    // Forth with real and imaginary parts in each other's place is back. Frequencies above half of the
    // sample rate are the conjugates of those below.
    fill(chirp.size) { index in
      guard index < fft.length else { return .zero }
      return index < fft.bins
        ? Amplitude(output[index].y, output[index].x)
        : Amplitude(-output[fft.length - index].y, output[fft.length - index].x)
    }
    let samples = chirp(numbers, room: room)
    for index in 0..<fft.length { input[index] = samples[FourierTables.place(index) + 4] }
  }

  private func fill(_ size: Int, _ number: (Int) -> Amplitude) {
    for index in 0..<size / 2 {
      let (place, value) = (FourierTables.place(index), number(index))
      (numbers[place], numbers[place + 4]) = (value.x, value.y)
    }
  }
}
