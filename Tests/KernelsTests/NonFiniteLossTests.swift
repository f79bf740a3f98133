import KernelCases
import Kernels
import OpenCL
import Reference
import TestSupport
import Testing

/// NaN and infinities through losses and what they are made of: a loss that is not finite tells that the
/// training went wrong, so that none may hide what came in.
@Suite struct NonFiniteLossTests {
  /// A row each: NaN, each infinity alone and beside others, nothing that counts.
  private static let rows: [[Float]] = [
    [1, .nan, 2, 0, -1], [1, .infinity, 2, 0, -1], [1, 2, -.infinity, 0, -1],
    [-.infinity, -.infinity, -.infinity, -.infinity, -.infinity],
    [.infinity, 1, .infinity, -.infinity, 0], [0, 0, -.infinity, .infinity, .nan],
    [1, 2, 3, 4, 5],
  ]

  @Test(arguments: DevicePlan.Family.allCases)
  func softmax(family: DevicePlan.Family) throws {
    let (rows, columns) = (Self.rows.count, 5)
    var random = CaseInputs(seed: 1)
    let (x, dy) = (Self.rows.flatMap(\.self), random.normal(rows * columns))
    // Leaves out what is no number in the first rows, and all of the last.
    let mask: [Float] = x.enumerated().map {
      $0.offset < 3 * columns && !$0.element.isFinite || $0.offset >= (rows - 1) * columns ? 0 : 1
    }
    try expectAgreement(
      KernelCase(
        "softmax", "softmax and its logarithm", inputs: { [x, dy, mask] },
        outputs: ["y", "dx", "log y", "log dx", "masked"].map { ($0, rows * columns) },
        run: { (kernels, given, results) throws(OpenCLError) in
          try kernels.softmax(given[0], into: results[0], rows: rows, columns: columns)
          try kernels.softmaxGradient(
            given[1], y: results[0], into: results[1], rows: rows, columns: columns)
          try kernels.logSoftmax(given[0], into: results[2], rows: rows, columns: columns)
          try kernels.logSoftmaxGradient(
            given[1], y: results[2], into: results[3], rows: rows, columns: columns)
          try kernels.softmax(
            given[0], mask: given[2], into: results[4], rows: rows, columns: columns)
        },
        expected: {
          [
            SoftmaxReference.forward(x: $0[0], columns: columns),
            SoftmaxReference.gradient(gradY: $0[1], x: $0[0], columns: columns),
            LogSoftmaxReference.forward(x: $0[0], columns: columns),
            LogSoftmaxReference.gradient(gradY: $0[1], x: $0[0], columns: columns),
            AttentionPoolReference.forward(
              h: $0[0], scores: $0[0], mask: $0[2], batch: rows, steps: columns, width: 1
            ).weights,
          ]
        }), on: testKernels(family: family))
  }

  /// A class without probability costs nothing where its logit is -∞, but NaN anywhere in a row is the
  /// row's loss.
  @Test(arguments: DevicePlan.Family.allCases)
  func crossEntropy(family: DevicePlan.Family) throws {
    let classes = 5
    let targets: [[Float]] = [
      [1, 0, 0, 0, 0], [0, 0.5, 0.5, 0, 0], [0, 0, 0, 0, 0], [0.25, 0.25, 0.5, 0, 0],
      [0, 0, 0, .nan, 1],
    ]
    // Every row with every kind of target.
    let pairs = Self.rows.flatMap { logits in targets.map { (logits, $0) } }
    let rows = pairs.count
    try expectAgreement(
      KernelCase(
        "cross_entropy", "rows one by one",
        inputs: {
          [pairs.flatMap(\.0), pairs.flatMap(\.1), [Float](repeating: 1, count: rows)]
        },
        outputs: [("loss", rows), ("gradient", rows * classes)],
        run: { (kernels, given, results) throws(OpenCLError) in
          try kernels.crossEntropy(
            given[0], targets: given[1], into: RowLosses(results[0]), rows: rows,
            classes: classes)
          try kernels.crossEntropyGradient(
            given[0], targets: given[1], upstream: .each(given[2]), into: results[1], rows: rows,
            classes: classes)
        },
        expected: { _ in
          let each = pairs.map { ($0.0.map(Double.init), $0.1.map(Double.init)) }
          return [
            each.map {
              CrossEntropyReference.forward(logits: $0.0, targets: $0.1, classes: classes)
            },
            each.flatMap {
              CrossEntropyReference.gradient(logits: $0.0, targets: $0.1, classes: classes)
            },
          ]
        }), on: testKernels(family: family))
  }

  /// An infinite logit's loss is max(z, 0) - t · z + …, ∞ - ∞ where PyTorch has ∞ for some targets: no
  /// number either way.
  @Test(arguments: DevicePlan.Family.allCases)
  func binaryCrossEntropy(family: DevicePlan.Family) throws {
    let targets: [Float] = [0, 0.25, 1, .nan]
    let logits = special.flatMap { z in targets.map { _ in z } }
    let (all, count) = (targets.repeated(logits.count), logits.count)
    try expectAgreement(
      KernelCase(
        "bce_with_logits", "logits with targets",
        inputs: { [logits, all, [Float](repeating: 2, count: count)] },
        outputs: [("loss", count), ("gradient", count)],
        run: { (kernels, given, results) throws(OpenCLError) in
          try kernels.bceWithLogits(
            given[0], targets: given[1], into: RowLosses(results[0]), count: count)
          try kernels.bceWithLogitsGradient(
            given[0], targets: given[1], upstream: .each(given[2]), into: results[1], count: count)
        },
        expected: { given in
          let each = given[0].indices.map { (logits: [given[0][$0]], targets: [given[1][$0]]) }
          return [
            each.map { BCEWithLogitsReference.forward(logits: $0.logits, targets: $0.targets) },
            each.flatMap {
              BCEWithLogitsReference.gradient(gradY: 2, logits: $0.logits, targets: $0.targets)
            },
          ]
        }), on: testKernels(family: family))
  }

  /// A row whose loss is NaN has no gradient, as behind PyTorch's `clamp_min`; the loss tells. An infinite
  /// distance makes it NaN even where the other one is finite (`kernels/vector.cl`).
  @Test(arguments: DevicePlan.Family.allCases)
  func tripletLoss(family: DevicePlan.Family) throws {
    let (rows, columns) = (5, 9)
    var random = CaseInputs(seed: 2)
    let anchor = random.normal(rows * columns).with([2: .nan, 11: .infinity])
    let (positive, negative) = (random.normal(rows * columns), random.normal(rows * columns))
    try expectAgreement(
      KernelCase(
        "triplet_loss", "rows one by one",
        inputs: { [anchor, positive, negative, [Float](repeating: 1, count: rows)] },
        outputs: [("loss", rows)]
          + ["anchor", "positive", "negative"].map { ($0, rows * columns) },
        run: { (kernels, given, results) throws(OpenCLError) in
          try kernels.tripletLoss(
            anchor: given[0], positive: given[1], negative: given[2], margin: 7,
            into: RowLosses(results[0]), rows: rows, columns: columns)
          try kernels.tripletLossGradient(
            anchor: given[0], positive: given[1], negative: given[2], losses: results[0],
            upstream: .each(given[3]), into: (results[1], results[2], results[3]), rows: rows,
            columns: columns)
        },
        expected: { given in
          let each = (0..<rows).map { row in
            (0..<3).map { Array(given[$0][row * columns..<(row + 1) * columns]) }
          }
          let gradients = each.map {
            TripletLossReference.gradient(
              anchor: $0[0], positive: $0[1], negative: $0[2], margin: 7, columns: columns)
          }
          return [
            each.map {
              TripletLossReference.forward(
                anchor: $0[0], positive: $0[1], negative: $0[2], margin: 7, columns: columns)
            }, gradients.flatMap(\.anchor), gradients.flatMap(\.positive),
            gradients.flatMap(\.negative),
          ]
        }), on: testKernels(family: family))
  }

  /// One among thousands is the sum, and so the mean that a loss is.
  @Test(arguments: DevicePlan.Family.allCases, [Float.nan, .infinity, -.infinity])
  func sums(family: DevicePlan.Family, value: Float) throws {
    let (outer, length, inner) = (2, 70_001, 3)
    var random = CaseInputs(seed: 3)
    let x = random.normal(outer * length * inner).with([inner * 54_321 + 1: value])
    try expectAgreement(
      KernelCase(
        "reduce", "sum with \(value)", tolerance: 4e-6, inputs: { [x] },
        outputs: [("y", outer * inner)],
        run: { (kernels, given, results) throws(OpenCLError) in
          try kernels.sum(
            given[0], over: AxisView(outer: outer, length: length, inner: inner), times: 0.5,
            into: results[0])
        },
        expected: {
          [SumReference.forward(x: $0[0], shape: [outer, length, inner], axes: [1]).map { $0 / 2 }]
        }), on: testKernels(family: family))
  }
}
