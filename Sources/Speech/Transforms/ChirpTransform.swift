import CFourier
import Foundation

/// The discrete Fourier transform of any number of complex numbers, by Bluestein's algorithm (1970): as a
/// convolution with a chirp, which two transforms of a power of two compute.
struct ChirpTransform: Sendable {
  /// Numbers by fours, as `CFourier` has them.
  typealias Numbers = UnsafeMutablePointer<Double>

  /// Number of complex numbers M.
  private let length: Int
  private let tables: FourierTables
  /// exp(-πi j² / M), and zeros to fill up both transforms.
  private let chirp: [Double]
  /// The transform of the chirp's conjugate, by the number of terms of the transform back.
  private let filter: [Double]

  /// Number of doubles of `numbers` and of `room`.
  var size: Int { 2 * tables.length }

  /// - Parameter length: the number of complex numbers, at least 1.
  init(length: Int) {
    // Long enough that nothing comes round to the beginning again.
    var power = FourierTables.shortest
    while power < 2 * length - 1 { power *= 2 }
    let tables = FourierTables(length: power)
    var chirp = [Double](repeating: 0, count: 2 * power)
    filter = FourierTables.withRoom(for: 4 * power) { response in
      for index in 0..<length {
        // The root of j² itself, of which cosine and sine would be less exact.
        let angle = -.pi * Double(index * index % (2 * length)) / Double(length)
        let (real, imaginary) = (cos(angle), sin(angle))
        let place = FourierTables.place(index)
        (chirp[place], chirp[place + 4]) = (real, imaginary)
        for place in [place, FourierTables.place((power - index) % power)] {
          response[place] = real / Double(power)
          response[place + 4] = -imaginary / Double(power)
        }
      }
      let found = fourier_complex(
        Int64(power), tables.values, response, response + 2 * power)
      return Array(UnsafeBufferPointer(start: found, count: 2 * power))
    }
    (self.length, self.tables, self.chirp) = (length, tables, chirp)
  }

  /// Transforms numbers.
  ///
  /// - Parameters:
  ///   - numbers: M of them, and anything finite in the rest of `size`; they are anything then.
  ///   - room: for as many.
  /// - Returns: the result, in one of both; what comes after M numbers is anything.
  func callAsFunction(_ numbers: Numbers, room: Numbers) -> Numbers {
    let count = Int64(tables.length)
    multiply(numbers, by: chirp)
    guard let spectrum = fourier_complex(count, tables.values, numbers, room) else {
      return numbers
    }
    multiply(spectrum, by: filter)
    exchangeParts(of: spectrum)
    let other = spectrum == numbers ? room : numbers
    guard let sums = fourier_complex(count, tables.values, spectrum, other) else { return spectrum }
    exchangeParts(of: sums)
    multiply(sums, by: chirp)
    return sums
  }

  private func multiply(_ numbers: Numbers, by factors: [Double]) {
    for four in stride(from: 0, to: size, by: 8) {
      for place in four..<four + 4 {
        let (a, b) = (numbers[place], numbers[place + 4])
        let (c, d) = (factors[place], factors[place + 4])
        (numbers[place], numbers[place + 4]) = (a * c - b * d, a * d + b * c)
      }
    }
  }

  /// The transform back is the transform between two such exchanges.
  private func exchangeParts(of numbers: Numbers) {
    for four in stride(from: 0, to: size, by: 8) {
      for place in four..<four + 4 {
        (numbers[place], numbers[place + 4]) = (numbers[place + 4], numbers[place])
      }
    }
  }
}
