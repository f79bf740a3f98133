public import Kernels
public import OpenCL

extension KernelCase {
  /// A case whose inputs and outputs are arrays of floats, which is nearly every one.
  ///
  /// - Parameters:
  ///   - inputs: the values to upload, made when the case runs.
  ///   - outputs: name and number of elements of each result.
  ///   - run: enqueues the operation, given the inputs' and the outputs' buffers.
  ///   - expected: the reference's results, given the inputs.
  public init(
    _ operation: String, _ name: String, tolerance: Double = 2e-6, flops: Double = 0,
    traffic: Traffic = [:], inputs: @escaping @Sendable () -> [[Float]], outputs: [(String, Int)],
    run: @escaping @Sendable (Kernels, [Buffer], [Buffer]) throws(OpenCLError) -> Void,
    expected: @escaping @Sendable ([[Double]]) -> [[Double]]
  ) {
    self.init(operation, name, tolerance: tolerance, flops: flops, traffic: traffic) {
      (kernels) throws(OpenCLError) in
      let values = inputs()
      var given: [Buffer] = []
      for array in values { given.append(try kernels.queue.makeBuffer(array)) }
      var results: [Buffer] = []
      for (_, count) in outputs { results.append(try kernels.floats(count)) }
      let truth = Lazy { expected(values.map { $0.map(Double.init) }) }
      let compared = outputs.indices.map { index in
        Trial.Output(outputs[index].0, results[index], outputs[index].1) { truth.value[index] }
      }
      return Trial(outputs: compared) { [given, results] () throws(OpenCLError) in
        try run(kernels, given, results)
      }
    }
  }
}

/// A value computed when first asked for: a reference is slow and serves several outputs.
private final class Lazy<Value> {
  private let compute: () -> Value
  private(set) lazy var value = compute()

  init(_ compute: @escaping () -> Value) { self.compute = compute }
}
