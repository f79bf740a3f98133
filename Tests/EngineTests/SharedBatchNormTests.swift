import Foundation
import Kernels
import Ranks
import TestSupport
import Testing

@testable import Engine

/// Batch normalisation of which several threads each have a part of the batch.
@Suite struct SharedBatchNormTests {
  private static let shape: Shape = [5, 3, 2, 19]

  private struct Outcome: Sendable {
    let y, dx, scale, shift, mean, variance: [Float]
  }

  private static func numbers(_ count: Int, _ phase: Float) -> [Float] {
    (0..<count).map { 3 + sin(Float($0) * 0.7 + phase) * Float(1 + $0 % 4) }
  }

  /// y and gradients of the sum of y times fixed weights, of the samples of one.
  private static func outcome(over share: BatchShare, samples: Range<Int>) throws -> Outcome {
    let kernels = try testKernels()
    let size = shape.count / shape[0]
    let (rows, channels) = (samples.lowerBound * size..<samples.upperBound * size, shape[3])
    let part: Shape = [samples.count, shape[1], shape[2], channels]
    let x = Parameter(try Tensor(Array(numbers(shape.count, 0)[rows]), part, on: kernels))
    let scale = Parameter(try Tensor(numbers(channels, 1), [channels], on: kernels))
    let shift = Parameter(try Tensor(numbers(channels, 2), [channels], on: kernels))
    // Without a sample of its own it adds nothing.
    let factor = Float(share.weight > 0 ? 1 : 0)
    let weights = try Tensor(
      numbers(shape.count, 3)[rows].map { $0 * factor }, part, on: kernels)
    let phase = Phase.training(PhiloxSource(seed: 1, on: kernels))
    let normalized = try batchNorm(x(phase), scale: scale(phase), shift: shift(phase), over: share)
    let gradients = try (normalized.y * weights).sum().gradients(of: [x, scale, shift])
    return Outcome(
      y: try normalized.y.values(), dx: try gradients.values[0].values(),
      scale: try gradients.values[1].values(), shift: try gradients.values[2].values(),
      mean: try normalized.mean.values(), variance: try normalized.variance.values())
  }

  @Test(arguments: [2, 3, 6]) func isThatOfTheWhole(count: Int) async throws {
    let whole = try Self.outcome(over: .whole, samples: 0..<5)
    let parts = try await amongCompanions(count) { ranks in
      let share = BatchShare(of: 5, among: ranks)
      return (share.weight > 0, try Self.outcome(over: share, samples: share.samples))
    }
    let own = parts.filter(\.0).map(\.1)
    expectClose(own.flatMap(\.y), whole.y)
    expectClose(own.flatMap(\.dx), whole.dx)
    for (_, part) in parts {
      expectClose(part.mean, whole.mean)
      expectClose(part.variance, whole.variance)
    }
    for (found, expected) in [(\Outcome.scale, whole.scale), (\Outcome.shift, whole.shift)] {
      let sums = expected.indices.map { index in
        parts.reduce(Float(0)) { $0 + $1.1[keyPath: found][index] }
      }
      expectClose(sums, expected)
    }
  }

  private func expectClose(_ found: [Float], _ expected: [Float]) {
    #expect(found.count == expected.count)
    let scale = expected.map(abs).max() ?? 0
    for (found, expected) in zip(found, expected) {
      #expect(abs(found - expected) <= 2e-5 * max(1, scale))
    }
  }
}
