import Kernels
import OpenCL
import Reference

/// `kernels/normalization.cl` beside `Reference/BatchNorm.swift` and `Reference/InstanceNorm.swift`.
public enum NormalizationCases: OperationCases {
  public static var checks: [KernelCase] {
    [
      training((2, 5, 3, 3)), training((1, 1, 3, 1)), training((3, 19, 13, 17)),
      // A mean far from zero and a long axis: naive sums of squares would lose every digit.
      training((2, 67, 61, 5), mean: 100),
      inference((2, 5, 3, 3)), inference((1, 1, 1, 1)), inference((2, 9, 11, 33)),
      instance((2, 5, 3, 3)), instance((1, 1, 3, 1)), instance((3, 19, 13, 17)),
      instance((3, 8, 5, 7), mask: true), instance((2, 64, 33, 16), mask: true),
    ]
  }

  public static var timings: [KernelCase] {
    [training((32, 64, 64, 128)), instance((16, 256, 64, 64))]
  }

  /// Numbers of a mean, with x, upstream, scale and shift in this order.
  private static func inputs(_ count: Int, _ channels: Int, mean: Float = 0) -> [[Float]] {
    var random = CaseInputs(seed: 30)
    return [
      random.normal(count).map { $0 + mean }, random.normal(count),
      random.uniform(channels, in: 0.5...2), random.normal(channels),
    ]
  }

  private static func training(_ input: (Int, Int, Int, Int), mean: Float = 0) -> KernelCase {
    let size = Normalization.batch(input)
    let channels = size.channels
    return KernelCase(
      "normalization", "batch norm training \(input), mean \(mean)",
      // x itself has only so many digits of its distance from the mean.
      tolerance: mean == 0 ? 4e-6 : 2e-5, traffic: Traffic(bytes: 32 * Double(size.count)),
      inputs: { inputs(size.count, channels, mean: mean) },
      outputs: [
        ("y", size.count), ("dx", size.count), ("dscale", channels), ("dshift", channels),
      ],
      run: { (kernels, given, results) throws(OpenCLError) in
        let moments = try kernels.moments(given[0], size)
        try run(kernels, size, moments, given, results)
      },
      expected: { given in
        let zeros = [Double](repeating: 0, count: channels)
        let truth = BatchNormReference.training(
          x: given[0], channels: channels, scale: given[2], shift: given[3], runningMean: zeros,
          runningVariance: zeros)
        let gradient = BatchNormReference.trainingGradient(
          gradY: given[1], x: given[0], channels: channels, scale: given[2])
        return [truth.y, gradient.x, gradient.scale, gradient.shift]
      })
  }

  private static func inference(_ input: (Int, Int, Int, Int)) -> KernelCase {
    let size = Normalization.batch(input)
    let channels = size.channels
    return KernelCase(
      "normalization", "batch norm inference \(input)", tolerance: 4e-6,
      traffic: Traffic(bytes: 24 * Double(size.count)),
      inputs: {
        var random = CaseInputs(seed: 31)
        return inputs(size.count, channels)
          + [random.normal(channels), random.uniform(channels, in: 0.5...2)]
      },
      outputs: [
        ("y", size.count), ("dx", size.count), ("dscale", channels), ("dshift", channels),
      ],
      run: { (kernels, given, results) throws(OpenCLError) in
        let moments = Moments(mean: given[4], variance: given[5], share: nil)
        try run(kernels, size, moments, given, results)
      },
      expected: { given in
        let y = BatchNormReference.inference(
          x: given[0], channels: channels, scale: given[2], shift: given[3],
          runningMean: given[4], runningVariance: given[5])
        let gradient = BatchNormReference.inferenceGradient(
          gradY: given[1], x: given[0], channels: channels, scale: given[2],
          runningMean: given[4], runningVariance: given[5])
        return [y, gradient.x, gradient.scale, gradient.shift]
      })
  }

  /// With a mask, the second half of the last image and a frame of the first are padding.
  private static func instance(_ input: (Int, Int, Int, Int), mask masked: Bool = false)
    -> KernelCase
  {
    let size = Normalization.instance(input)
    let images = Images(batch: input.0, height: input.1, width: input.2, channels: input.3)
    var frames = [Float](repeating: 1, count: input.0 * input.1)
    for frame in frames.indices.suffix(input.1 / 2) + [0] { frames[frame] = 0 }
    let mask = masked ? frames : nil
    return KernelCase(
      "normalization", "instance norm \(input)\(masked ? ", mask" : "")", tolerance: 4e-6,
      traffic: Traffic(bytes: 32 * Double(size.count)), inputs: { inputs(size.count, input.3) },
      outputs: [
        ("y", size.count), ("dx", size.count), ("dscale", input.3), ("dshift", input.3),
      ],
      run: { (kernels, given, results) throws(OpenCLError) in
        let mask = try mask.map { (mask) throws(OpenCLError) in
          try kernels.queue.makeBuffer(mask)
        }
        let moments = try kernels.moments(given[0], size, mask: mask)
        try run(kernels, size, moments, given, results, mask: mask)
      },
      expected: { given in
        let mask = mask?.map(Double.init)
        let gradient = InstanceNormReference.gradient(
          gradY: given[1], x: given[0], size: images, scale: given[2], mask: mask)
        return [
          InstanceNormReference.forward(
            x: given[0], size: images, scale: given[2], shift: given[3], mask: mask),
          gradient.x, gradient.scale, gradient.shift,
        ]
      })
  }

  /// Forward and backward with given statistics.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  private static func run(
    _ kernels: Kernels, _ size: Normalization, _ moments: Moments, _ given: [Buffer],
    _ results: [Buffer], mask: Buffer? = nil
  ) throws(OpenCLError) {
    try kernels.normalize(
      given[0], size, moments, scale: given[2], shift: given[3], into: results[0])
    let sums = try kernels.normalizationSums(given[1], x: given[0], size, moments)
    try kernels.normalizationGradient(
      given[1], x: given[0], size, moments, mask: mask, scale: given[2], sums: sums,
      into: results[1])
    let groups = AxisView(outer: 1, length: size.groups, inner: size.channels)
    try kernels.sum(sums.product, over: groups, into: results[2])
    try kernels.sum(sums.sum, over: groups, into: results[3])
  }
}
