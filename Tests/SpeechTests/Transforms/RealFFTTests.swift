import Foundation
import Random
import Testing

@testable import Speech

/// Against the sum that defines the transform.
@Suite struct RealFFTTests {
  private static let powersOfTwo = (0...12).map { 1 << $0 }
  private static let others = [3, 5, 6, 7, 9, 12, 17, 48, 100, 101, 257, 400, 800, 1_000, 1_323]

  private func noise(_ count: Int) -> [Double] {
    var generator = SeededGenerator(seed: UInt64(count), stream: "noise")
    return (0..<count).map { _ in generator.normal() }
  }

  /// The frequency k of real numbers, by its definition.
  private func sum(_ signal: [Double], frequency: Int) -> Amplitude {
    signal.indices.reduce(into: .zero) { sum, index in
      let turn = Double(index * frequency % signal.count) / Double(signal.count)
      sum += signal[index] * Amplitude(cos(2 * .pi * turn), -sin(2 * .pi * turn))
    }
  }

  private func length(of number: Amplitude) -> Double { (number * number).sum().squareRoot() }

  @Test(arguments: powersOfTwo + others)
  func isTheSumOfItsDefinition(_ count: Int) {
    let signal = noise(count)
    let fft = RealFFT(length: count)
    fft.withWorkspace { workspace in
      for index in signal.indices { workspace.input[index] = signal[index] }
      workspace.transform()
      // Of long ones not all: the sums would take long.
      for bin in stride(from: 0, to: fft.bins, by: max(1, count / 256 - 1)) {
        let error = length(of: workspace.output[bin] - sum(signal, frequency: bin))
        #expect(error < 2e-14 * Double(count).squareRoot(), "\(bin)")
      }
      for index in signal.indices { #expect(workspace.input[index] == signal[index]) }
    }
  }

  @Test(arguments: powersOfTwo + others)
  func comesBack(_ count: Int) {
    let signal = noise(count)
    let fft = RealFFT(length: count)
    fft.withWorkspace { workspace in
      // Twice, since the first leaves its numbers in the room of the second.
      for _ in 0..<2 {
        for index in signal.indices { workspace.input[index] = signal[index] }
        workspace.transform()
        // Imaginary parts that no real numbers have.
        workspace.output[0].y += 3
        if count % 2 == 0 { workspace.output[fft.bins - 1].y -= 5 }
        for index in signal.indices { workspace.input[index] = .nan }
        workspace.transformBack()
        let worst = signal.indices.reduce(0.0) { worst, index in
          max(worst, abs(workspace.input[index] / Double(count) - signal[index]))
        }
        #expect(worst < 1e-14)
      }
    }
  }
}
