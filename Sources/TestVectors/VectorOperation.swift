package import Engine
package import Kernels
package import OpenCL

/// How the vectors of one operation are computed: from what a file gives to the results by name.
package struct VectorOperation: Sendable {
  package let run: @Sendable (VectorFile, Kernels) throws -> [String: VectorArray]
  /// Whether it is a training, which is run with the device's own kernels only.
  private let isTrajectory: Bool
  /// Whether convolutions may be part of it.
  var mayConvolve = false

  /// The plans it is run under, of one family of kernels where one is asked for. A training takes the device's own with direct convolution: Adam
  /// turns rounding errors of gradients near zero into whole steps, and Winograd's algorithm makes
  /// more.
  package func plans(on device: Device, _ asked: DevicePlan.Family? = nil) -> [DevicePlan] {
    if isTrajectory { return [DevicePlan(device.facts, forced: asked, convolution: .direct)] }
    return (asked.map { [$0] } ?? DevicePlan.Family.all(on: device.facts)).flatMap { family in
      (mayConvolve ? [.direct, .winograd] : [.direct]).map {
        DevicePlan(device.facts, forced: family, convolution: $0)
      }
    }
  }

  /// An operation of the engine: its outputs, `out.*`, and their gradients, `grad.*`.
  ///
  /// - Parameter forward: from the inputs to the outputs by name, all in PyTorch's layout.
  package static func differentiable(
    _ forward: @escaping @Sendable (inout VectorInputs) throws -> [String: Tensor]
  ) -> VectorOperation {
    VectorOperation(isTrajectory: false) { file, kernels in
      var inputs = VectorInputs(file, on: kernels)
      let outputs = try forward(&inputs)
      return try results(outputs).merging(inputs.gradients(of: outputs)) { first, _ in first }
    }
  }

  /// A computation without gradients.
  package static func plain(
    _ run: @escaping @Sendable (VectorFile, Kernels) throws -> [String: VectorArray]
  ) -> VectorOperation {
    VectorOperation(isTrajectory: false, run)
  }

  /// Some steps of training.
  package static func trajectory(
    _ run: @escaping @Sendable (VectorFile, Kernels) throws -> [String: VectorArray]
  ) -> VectorOperation {
    VectorOperation(isTrajectory: true, run)
  }

  private init(
    isTrajectory: Bool,
    _ run: @escaping @Sendable (VectorFile, Kernels) throws -> [String: VectorArray]
  ) {
    self.isTrajectory = isTrajectory
    self.run = run
  }

  private static func results(_ outputs: [String: Tensor]) throws -> [String: VectorArray] {
    var results: [String: VectorArray] = [:]
    for (name, tensor) in outputs { results["out.\(name)"] = try VectorArray(tensor) }
    return results
  }
}

extension VectorArray {
  /// The values of a tensor; waits for the device.
  ///
  /// - Throws: `EngineError.device` where the device fails.
  package init(_ tensor: Tensor) throws(EngineError) {
    self.init(try tensor.values().map(Double.init), shape: tensor.shape.axes)
  }
}
