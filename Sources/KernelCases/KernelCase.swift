public import Kernels
public import OpenCL

/// One operation at one size: how the device does it, what the reference says, how far they may
/// differ, and what it costs. Tests, `ser check` and `ser bench` all walk the same table of these.
public struct KernelCase: Sendable {
  /// The base name of the operation's files, as in "conv2d".
  public let operation: String
  /// What is done at which size, as in "relu_forward 17".
  public let name: String
  /// The largest error allowed, relative to the largest expected value.
  public let tolerance: Double
  /// Multiplications and additions of one run.
  public let flops: Double
  /// How one run goes through memory at least.
  public let traffic: Traffic
  private let makeTrial: @Sendable (Kernels) throws(OpenCLError) -> Trial

  public init(
    _ operation: String, _ name: String, tolerance: Double = 2e-6, flops: Double = 0,
    traffic: Traffic = [:], trial: @escaping @Sendable (Kernels) throws(OpenCLError) -> Trial
  ) {
    self.operation = operation
    self.name = name
    self.tolerance = tolerance
    self.flops = flops
    self.traffic = traffic
    makeTrial = trial
  }

  /// The same where factors of products are rounded.
  func tolerance(at precision: Precision) -> Double {
    let hasProducts = ["conv2d", "conv_transpose2d", "matmul", "smacof"].contains(operation)
    return precision == .tf32 && hasProducts ? max(5e-3, tolerance) : tolerance
  }

  /// The operation with its inputs on the device, ready to run.
  ///
  /// - Throws: `OpenCLError` where memory is short or the inputs cannot be copied.
  public func trial(on kernels: Kernels) throws(OpenCLError) -> Trial {
    try makeTrial(kernels)
  }
}

/// An operation with its inputs on a device.
public struct Trial {
  /// Enqueues the operation once.
  public let run: () throws(OpenCLError) -> Void
  /// What the device leaves, and what it should be.
  public let outputs: [Output]

  public struct Output {
    public let name: String
    let found: (Queue) throws(OpenCLError) -> [Double]
    /// The reference's values; computed when asked for, since references are slow.
    let expected: () -> [Double]

    public init(_ name: String, _ buffer: Buffer, _ count: Int, expected: @escaping () -> [Double])
    {
      self.name = name
      self.expected = expected
      found = { (queue) throws(OpenCLError) in
        let values: [Float] = try queue.read(buffer, count: count)
        return values.map(Double.init)
      }
    }

    /// A result of integers, which a `Double` holds exactly.
    public init(
      _ name: String, words buffer: Buffer, _ count: Int, expected: @escaping () -> [UInt32]
    ) {
      self.name = name
      self.expected = { expected().map(Double.init) }
      found = { (queue) throws(OpenCLError) in
        let values: [UInt32] = try queue.read(buffer, count: count)
        return values.map(Double.init)
      }
    }
  }

  public init(outputs: [Output], run: @escaping () throws(OpenCLError) -> Void) {
    self.outputs = outputs
    self.run = run
  }
}

/// The cases of one operation. Sizes that break a tile (1, primes, one more than a tile) and sizes
/// worth timing are separate lists.
public protocol OperationCases {
  static var checks: [KernelCase] { get }
  static var timings: [KernelCase] { get }
}
