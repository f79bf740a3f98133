import Foundation
import Kernels
import OpenCL
import Reference

/// `kernels/attention_pool.cl` with `kernels/softmax.cl` beside `Reference/AttentionPool.swift`.
public enum AttentionPoolCases: OperationCases {
  public static var checks: [KernelCase] {
    [
      pool(AttentionShape(batch: 1, steps: 1, width: 1)),
      pool(AttentionShape(batch: 3, steps: 5, width: 6)),
      pool(AttentionShape(batch: 2, steps: 33, width: 17)),
      pool(AttentionShape(batch: 5, steps: 7, width: 37)),
      scored(AttentionShape(batch: 1, steps: 1, width: 1), units: 1),
      scored(AttentionShape(batch: 3, steps: 5, width: 6), units: 9),
      scored(AttentionShape(batch: 2, steps: 33, width: 17), units: 37),
      scored(AttentionShape(batch: 4, steps: 7, width: 300), units: 300),
    ]
  }

  public static var timings: [KernelCase] {
    [pool(AttentionShape(batch: 48, steps: 32, width: 128))]
  }

  /// In every sample but the first the second half of the steps is masked, and all in the last
  /// where there are more than two.
  private static func mask(_ size: AttentionShape) -> [Float] {
    (0..<size.batch * size.steps).map { place in
      let (b, t) = (place / size.steps, place % size.steps)
      if b == 0 { return 1 }
      return b > 1 && b == size.batch - 1 || t > size.steps / 2 ? 0 : 1
    }
  }

  private static func pool(_ size: AttentionShape) -> KernelCase {
    let (steps, features) = (size.batch * size.steps, size.batch * size.width)
    return KernelCase(
      "attention_pool", "\(size.batch)x\(size.steps)x\(size.width)",
      traffic: Traffic(bytes: 16 * Double(steps * size.width)),
      inputs: {
        var random = CaseInputs(seed: 42)
        return [
          random.normal(steps * size.width), random.normal(steps, scale: 3), mask(size),
          random.normal(features),
        ]
      },
      outputs: [("y", features), ("dh", steps * size.width), ("dscores", steps)],
      run: { (kernels, given, results) throws(OpenCLError) in
        let (weights, dWeights) = (try kernels.floats(steps), try kernels.floats(steps))
        try kernels.softmax(
          given[1], mask: given[2], into: weights, rows: size.batch, columns: size.steps)
        try kernels.attentionPool(given[0], weights: weights, size, into: results[0])
        try kernels.attentionPoolStepGradient(
          given[3], weights: weights, size, into: results[1])
        try kernels.attentionPoolWeightGradient(given[3], h: given[0], size, into: dWeights)
        try kernels.softmaxGradient(
          dWeights, y: weights, into: results[2], rows: size.batch, columns: size.steps)
      },
      expected: { given in
        let zeros = [Double](repeating: 0, count: steps)
        let gradient = AttentionPoolReference.gradient(
          gradY: given[3], gradWeights: zeros, h: given[0], scores: given[1], mask: given[2],
          batch: size.batch, steps: size.steps, width: size.width)
        let y = AttentionPoolReference.forward(
          h: given[0], scores: given[1], mask: given[2], batch: size.batch, steps: size.steps,
          width: size.width
        ).y
        return [y, gradient.h, gradient.scores]
      })
  }

  /// The same with its scores, of a projection with so many units.
  private static func scored(_ size: AttentionShape, units: Int) -> KernelCase {
    let (steps, features) = (size.batch * size.steps, size.batch * size.width)
    return KernelCase(
      "attention_pool", "\(size.batch)x\(size.steps)x\(size.width), scores of \(units) units",
      inputs: {
        var random = CaseInputs(seed: 45)
        return [
          random.normal(steps * size.width), random.normal(steps * units), random.normal(units),
          mask(size), random.normal(features),
        ]
      },
      outputs: [("y", features), ("dh", steps * size.width), ("dz", steps * units), ("dv", units)],
      run: { (kernels, given, results) throws(OpenCLError) in
        let record = try kernels.attentionPool(
          given[0], projected: given[1], units: units, query: given[2], mask: given[3], size,
          into: results[0])
        try kernels.attentionPoolGradient(
          record, dy: given[4], h: given[0], projected: given[1], units: units, query: given[2],
          size, into: (results[1], results[2], results[3]))
      },
      expected: { given in
        let (h, z, v, mask) = (given[0], given[1], given[2], given[3])
        let squashed = z.map { tanh($0) }
        let scores = (0..<steps).map { step in
          (0..<units).reduce(0) { $0 + v[$1] * squashed[step * units + $1] }
        }
        let y = AttentionPoolReference.forward(
          h: h, scores: scores, mask: mask, batch: size.batch, steps: size.steps,
          width: size.width
        ).y
        let gradient = AttentionPoolReference.gradient(
          gradY: given[4], gradWeights: [Double](repeating: 0, count: steps), h: h,
          scores: scores, mask: mask, batch: size.batch, steps: size.steps, width: size.width)
        let dz = squashed.indices.map {
          gradient.scores[$0 / units] * v[$0 % units] * (1 - squashed[$0] * squashed[$0])
        }
        let dv = (0..<units).map { unit in
          (0..<steps).reduce(0) { $0 + gradient.scores[$1] * squashed[$1 * units + unit] }
        }
        return [y, gradient.h, dz, dv]
      })
  }
}
