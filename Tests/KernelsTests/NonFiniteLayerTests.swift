import KernelCases
import Kernels
import OpenCL
import Reference
import TestSupport
import Testing

/// NaN and infinities through layers without an activation: what goes in as NaN comes out as NaN where it
/// belongs and nowhere else, and what a mask leaves out does no harm.
@Suite struct NonFiniteLayerTests {
  /// NaN wins, wherever in a window it stands, and gets the gradient; so does an only -∞.
  @Test(
    arguments: DevicePlan.Family.allCases,
    [(kernel: 2, stride: 2), (kernel: 3, stride: 2)])
  func maxPooling(family: DevicePlan.Family, window: (kernel: Int, stride: Int)) throws {
    let pool = Pool2D(
      input: (2, 9, 9, 19), kernel: (window.kernel, window.kernel),
      stride: (window.stride, window.stride))
    let size = Images(batch: 2, height: 9, width: 9, channels: 19)
    let (kernel, stride) = (
      Extent2D(window.kernel, window.kernel), Extent2D(window.stride, window.stride)
    )
    var random = CaseInputs(seed: 5)
    // Seven in forty are special; the first channel is -∞ all over.
    let x: [Float] = random.integers(pool.inputCount, in: 0..<40).enumerated().map {
      $0 % 19 == 0 ? -.infinity : $1 < special.count ? special[$1] : Float($1 - 20)
    }
    let dy = special.repeated(pool.outputCount)
    try expectAgreement(
      KernelCase(
        "maxpool2d", "\(window)", inputs: { [x, dy] },
        outputs: [("y", pool.outputCount)]
          + ["dx", "behind ReLU", "behind leaky ReLU"].map { ($0, pool.inputCount) },
        run: { (kernels, given, results) throws(OpenCLError) in
          let index = try kernels.floats(pool.outputCount)
          try kernels.maxPool2D(given[0], pool, into: results[0], index: index)
          try kernels.maxPool2DGradient(given[1], index: index, pool, into: results[1])
          for (slope, result) in zip([0, 0.25] as [Float], results[2...]) {
            try kernels.maxPool2DGradient(
              given[1], index: index, pool, gate: Gate(results[0], slope: slope), into: result)
          }
        },
        expected: { given in
          let (y, index, _) = MaxPool2DReference.forward(
            x: given[0], size: size, kernel: kernel, stride: stride)
          return [y]
            + [
              given[1], ReLUReference.gradient(gradY: given[1], x: y),
              LeakyReLUReference.gradient(gradY: given[1], x: y, slope: 0.25),
            ].map {
              MaxPool2DReference.gradient(
                gradY: $0, index: index, size: size, kernel: kernel, stride: stride)
            }
        }), on: testKernels(family: family))
  }

  /// An infinity may come out as NaN: such sums keep what rounding takes from them, which then is ∞ - ∞.
  @Test(arguments: DevicePlan.Family.allCases, [Float.nan, .infinity, -.infinity])
  func meansAndProducts(family: DevicePlan.Family, value: Float) throws {
    let kernels = try testKernels(family: family)
    let queue = kernels.queue
    let pool = Pool2D(input: (1, 9, 9, 19), kernel: (3, 3), stride: (3, 3))
    let attention = AttentionShape(batch: 3, steps: 27, width: 19)
    var random = CaseInputs(seed: 6)
    let x = random.uniform(pool.inputCount).with([21: value, 400: value, 1222: value])
    let (other, scores) = (random.uniform(x.count, in: 0.5...1), random.normal(81))
    let given = (
      x: try queue.makeBuffer(x), other: try queue.makeBuffer(other),
      scores: try queue.makeBuffer(scores)
    )
    let (mean, weights) = (try kernels.floats(pool.outputCount), try kernels.floats(81))
    let (weighted, dots) = (try kernels.floats(3 * 19), try kernels.floats(81))
    try kernels.avgPool2D(given.x, pool, into: mean)
    try kernels.softmax(given.scores, into: weights, rows: 3, columns: 27)
    try kernels.attentionPool(given.x, weights: weights, attention, into: weighted)
    try kernels.rowDot(given.x, given.other, into: RowLosses(dots), rows: 81, columns: 19)
    let truth = x.map(Double.init)
    let products = zip(truth, other).map { $0 * Double($1) }
    let expected = [
      AvgPool2DReference.forward(
        x: truth, size: Images(batch: 1, height: 9, width: 9, channels: 19),
        kernel: Extent2D(3, 3), stride: Extent2D(3, 3)
      ).y,
      AttentionPoolReference.forward(
        h: truth, scores: scores.map(Double.init), batch: 3, steps: 27, width: 19
      ).y,
      SumReference.forward(x: products, shape: [81, 19], axes: [1]),
    ]
    for (buffer, expected) in zip([mean, weighted, dots], expected) {
      let found: [Float] = try queue.read(buffer, count: expected.count)
      let agrees = zip(found, expected).allSatisfy {
        $1.isFinite ? abs(Double($0) - $1) < 1e-5 : $0.isNaN || Double($0) == $1
      }
      #expect(agrees && expected.contains { !$0.isFinite }, "\(found) rather than \(expected)")
    }
  }

  /// One element is all of its channel's statistics, unless it lies in padding.
  @Test(arguments: DevicePlan.Family.allCases)
  func normalization(family: DevicePlan.Family) throws {
    let input = (2, 6, 5, 18)
    let (all, each) = (Normalization.batch(input), Normalization.instance(input))
    let size = Images(batch: 2, height: 6, width: 5, channels: 18)
    var random = CaseInputs(seed: 7)
    let mask = [Float](repeating: 1, count: 12).with([3: 0, 8: 0])
    // The last of these in a frame of padding.
    let x = random.normal(all.count).with([
      0: .nan, 19: .infinity, 38: -.infinity, 3 * 5 * 18 + 5: .nan,
    ])
    let (dy, scale, shift) = (
      random.normal(all.count), random.uniform(18, in: 0.5...2), random.normal(18)
    )
    let zeros = [Double](repeating: 0, count: 18)
    try expectAgreement(
      KernelCase(
        "normalization", "batch and instance", tolerance: 4e-6,
        inputs: { [x, dy, scale, shift, mask] },
        outputs: ["batch", "its dx", "instance", "its dx"].map { ($0, all.count) },
        run: { (kernels, given, results) throws(OpenCLError) in
          let masks = [nil, given[4]]
          for (place, size) in [all, each].enumerated() {
            let mask = masks[place]
            let moments = try kernels.moments(given[0], size, mask: mask)
            try kernels.normalize(
              given[0], size, moments, scale: given[2], shift: given[3],
              into: results[2 * place])
            let sums = try kernels.normalizationSums(given[1], x: given[0], size, moments)
            try kernels.normalizationGradient(
              given[1], x: given[0], size, moments, mask: mask, scale: given[2], sums: sums,
              into: results[2 * place + 1])
          }
        },
        expected: {
          [
            BatchNormReference.training(
              x: $0[0], channels: 18, scale: $0[2], shift: $0[3], runningMean: zeros,
              runningVariance: zeros
            ).y,
            BatchNormReference.trainingGradient(
              gradY: $0[1], x: $0[0], channels: 18, scale: $0[2]
            ).x,
            InstanceNormReference.forward(
              x: $0[0], size: size, scale: $0[2], shift: $0[3], mask: $0[4]),
            InstanceNormReference.gradient(
              gradY: $0[1], x: $0[0], size: size, scale: $0[2], mask: $0[4]
            ).x,
          ]
        }), on: testKernels(family: family))
  }

  /// A sequence is lost from its NaN on, the others are not; infinities saturate gates; a step that the
  /// mask leaves out is not looked at.
  @Test(arguments: DevicePlan.Family.allCases)
  func recurrence(family: DevicePlan.Family) throws {
    let size = LSTM(batch: 5, steps: 4, hidden: 6)
    var random = CaseInputs(seed: 8)
    // One input a step, so that its weights alone make the gates infinite.
    let x = random.normal(size.batch * size.steps)
      .with([5: .nan, 10: .infinity, 13: -.infinity, 17: .nan])
    let mask = [Float](repeating: 1, count: x.count).with([17: 0])
    let (weightIH, weightHH) = (random.normal(24), random.uniform(24 * 6, in: -0.4...0.4))
    let projection = x.flatMap { x in weightIH.map { $0 * x } }
    let (h0, c0) = (random.normal(size.stateCount), random.normal(size.stateCount))
    let dy = random.normal(size.outputCount)
    let zeros = [Float](repeating: 0, count: size.stateCount)
    try expectAgreement(
      KernelCase(
        "lstm", "\(size)", tolerance: 5e-6,
        inputs: { [projection, weightHH, h0, c0, mask, dy, zeros, x, weightIH] },
        outputs: [
          ("y", size.outputCount), ("hidden", size.stateCount), ("cell", size.stateCount),
          ("dh0", size.stateCount), ("dc0", size.stateCount),
        ],
        run: { (kernels, given, results) throws(OpenCLError) in
          let record = try kernels.lstm(
            projection: LSTMProjection(given[0]), weightHH: given[1], h0: given[2], c0: given[3],
            mask: given[4], size, into: results[0], last: (results[1], results[2]))
          let gradient = try kernels.lstmGradient(
            record, weightHH: given[1], mask: given[4], size, dy: given[5],
            dLast: (given[6], given[6]))
          let bytes = size.stateCount * MemoryLayout<Float>.stride
          try kernels.queue.copy(gradient.h0, to: results[3], bytes: bytes)
          try kernels.queue.copy(gradient.c0, to: results[4], bytes: bytes)
        },
        expected: {
          let biases = [Double](repeating: 0, count: 24)
          let layer = LSTMReference(
            batch: size.batch, steps: size.steps, input: 1, hidden: size.hidden, weightIH: $0[8],
            weightHH: $0[1], biasIH: biases, biasHH: biases, mask: $0[4])
          let output = layer.forward(x: $0[7], h0: $0[2], c0: $0[3])
          let gradient = layer.gradient(
            x: $0[7], h0: $0[2], c0: $0[3], gradY: $0[5], gradHidden: $0[6], gradCell: $0[6])
          return [output.y, output.hidden, output.cell, gradient.h0, gradient.c0]
        }), on: testKernels(family: family))
  }

  /// A share of nothing in NaN or an infinity is NaN, as in PyTorch.
  @Test(arguments: DevicePlan.Family.allCases)
  func mixup(family: DevicePlan.Family) throws {
    let (rows, columns) = (4, 7)
    let (lambda, partners): ([Float], [Int]) = ([1, 0, 0.25, 1], [1, 2, 0, 3])
    var random = CaseInputs(seed: 9)
    let x = special + random.normal(3 * columns)
    let dy = special.reversed() + random.normal(3 * columns)
    let count = rows * columns
    try expectAgreement(
      KernelCase(
        "mixup", "\(partners)", inputs: { [x, dy, lambda] },
        outputs: [("y", count), ("dx", count)],
        run: { (kernels, given, results) throws(OpenCLError) in
          let indices = try kernels.queue.makeBuffer(partners.map(Int32.init))
          try kernels.mixup(
            given[0], lambda: given[2], partners: indices, into: results[0], rows: rows,
            columns: columns)
          try kernels.mixupGradient(
            given[1], lambda: given[2], partners: indices, into: results[1], rows: rows,
            columns: columns)
        },
        expected: {
          [
            MixupReference.forward(
              x: $0[0], lambda: $0[2], partners: partners, columns: columns),
            MixupReference.gradient(
              gradY: $0[1], lambda: $0[2], partners: partners, columns: columns),
          ]
        }), on: testKernels(family: family))
  }

  /// NaN and infinities are their sample's, and nobody's in a masked frame.
  @Test(arguments: DevicePlan.Family.allCases, [false, true])
  func l1Constraint(family: DevicePlan.Family, tanh: Bool) throws {
    let size = L1Constraint(samples: 4, frames: 3, bands: 17, tanh: tanh, floor: 1e-4)
    var random = CaseInputs(seed: 10)
    // Frame 7, of the third sample, holds element 119, and frame 8 element 150. The sum of what is
    // infinite is NaN, unless tanh makes it 1.
    let p = random.normal(size.count).with([
      5: .nan, 60: tanh ? .infinity : .nan, 70: tanh ? -.infinity : 1, 119: .nan,
      150: .infinity,
    ])
    let dy = random.normal(size.count).with([120: .nan, 200: .nan])
    let epsilon = random.uniform(size.samples, in: 0.05...0.3)
    let mask = [Float](repeating: 1, count: 12).with([7: 0, 8: 0])
    try expectAgreement(
      KernelCase(
        "l1_constraint", "tanh \(tanh)", tolerance: 4e-6, inputs: { [p, dy, epsilon, mask] },
        outputs: [("y", size.count), ("dp", size.count)],
        run: { (kernels, given, results) throws(OpenCLError) in
          try kernels.l1Constraint(
            given[0], epsilon: given[2], mask: given[3], size, into: results[0])
          try kernels.l1ConstraintGradient(
            given[1], p: given[0], epsilon: given[2], mask: given[3], size, into: results[1])
        },
        expected: {
          let y = L1ConstraintReference.forward(
            p: $0[0], epsilon: $0[2], mask: $0[3], frames: 3, bands: 17, tanh: tanh, floor: 1e-4)
          #expect(y[7 * 17..<9 * 17].allSatisfy { $0 == 0 })
          return [
            y,
            L1ConstraintReference.gradient(
              gradY: $0[1], p: $0[0], epsilon: $0[2], mask: $0[3], frames: 3, bands: 17,
              tanh: tanh, floor: 1e-4),
          ]
        }), on: testKernels(family: family))
  }

  /// PyTorch multiplies with the mask: what is dropped is NaN where it was no number.
  @Test(arguments: DevicePlan.Family.allCases, [Float.nan, .infinity, -.infinity])
  func dropout(family: DevicePlan.Family, value: Float) throws {
    // The last three are no whole block of four.
    let count = 39
    let mask = DropoutReference.mask(
      samples: 1, size: count, rate: 0.5, seed: 10, stream: 2)
    #expect(Set(mask.suffix(3)) == [0, 1] && Set(mask.prefix(8)) == [0, 1])
    try expectAgreement(
      KernelCase(
        "dropout", "\(value)", inputs: { [[Float](repeating: value, count: count)] },
        outputs: [("y", count)],
        run: { (kernels, given, results) throws(OpenCLError) in
          try kernels.dropout(
            given[0], probability: 0.5, random: RandomStream(seed: 10, stream: 2),
            into: results[0], RandomSamples(1, of: count))
        },
        expected: { [DropoutReference.forward(x: $0[0], mask: mask, rate: 0.5)] }),
      on: testKernels(family: family))
  }
}
