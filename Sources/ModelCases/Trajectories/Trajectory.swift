import Engine
import Kernels
import TestVectors

/// A training that a vector prescribes step by step, and what comes of it: losses `out.*`,
/// gradients of the first step `g1.*`, and weights after each step `wK.*`.
struct Trajectory {
  let file: VectorFile
  let kernels: Kernels
  /// What was found so far.
  private(set) var results: [String: VectorArray] = [:]

  init(_ file: VectorFile, on kernels: Kernels) {
    self.file = file
    self.kernels = kernels
  }

  /// Where a model's first weights come from; the vector's own replace them.
  var initialization: PhiloxSource { PhiloxSource(seed: 0, on: kernels) }

  /// What the file gives to a step.
  ///
  /// - Throws: `FileError` where there is no such tensor of floating-point numbers,
  ///   `EngineError.device` where memory is short or the device fails.
  func given(_ name: String, at step: Int) throws -> Tensor {
    let (values, shape) = try file.floats("step.\(step).\(name)")
    return try Tensor(values, Shape(shape), on: kernels)
  }

  /// What it gives under names that end in 0, 1 and so on, as many as there are.
  ///
  /// - Throws: as `given(_:at:)`.
  func series(_ name: String, at step: Int) throws -> [Tensor] {
    var tensors: [Tensor] = []
    while file.contains("step.\(step).\(name)\(tensors.count)") {
      tensors.append(try given("\(name)\(tensors.count)", at: step))
    }
    return tensors
  }

  /// Adds the loss of a step to those of the steps before.
  mutating func record(loss: Float, as name: String) {
    let losses = (results["out.\(name)"]?.values ?? []) + [Double(loss)]
    results["out.\(name)"] = VectorArray(losses, shape: [losses.count])
  }

  mutating func record(_ tensor: Tensor, as name: String) throws {
    results[name] = try VectorArray(tensor)
  }

  /// Keeps the weights of a model as they are after a step.
  ///
  /// - Throws: `EngineError.device` where the device fails.
  mutating func record(_ state: [StateEntry], after step: Int) throws {
    for entry in state {
      let name = "w\(step).\(entry.name)"
      switch entry.content {
      case .parameter(let array), .statistic(let array): try record(array.value, as: name)
      case .counter(let counter):
        results[name] = VectorArray([Double(counter.value)], shape: [])
      }
    }
  }
}
