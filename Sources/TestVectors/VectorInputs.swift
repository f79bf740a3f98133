package import Engine
package import Kernels

/// What a test vector gives, on a device. A tensor whose gradient is expected is a parameter, so
/// that the tape leads back to it.
package struct VectorInputs {
  package let file: VectorFile
  package let kernels: Kernels
  /// What gradients are asked for, by name.
  private var leaves: [String: Parameter] = [:]

  package init(_ file: VectorFile, on kernels: Kernels) {
    self.file = file
    self.kernels = kernels
  }

  /// The tensor `in.name` or `param.name`, in PyTorch's layout.
  ///
  /// - Throws: `FileError` where the file has no such tensor of floating-point numbers,
  ///   `EngineError.device` where memory is short or the device fails.
  package mutating func callAsFunction(_ name: String) throws -> Tensor {
    let tensor = try constant(file.contains("param.\(name)") ? "param.\(name)" : "in.\(name)")
    guard file.contains("grad.\(name)") else { return tensor }
    let leaf = leaves[name] ?? Parameter(tensor)
    leaves[name] = leaf
    return leaf(phase)
  }

  /// The same; nil where the file has none.
  ///
  /// - Throws: `FileError` where it holds integers or cannot be read, `EngineError.device` where
  ///   memory is short or the device fails.
  package mutating func optional(_ name: String) throws -> Tensor? {
    file.contains("param.\(name)") || file.contains("in.\(name)") ? try self(name) : nil
  }

  /// A batch of pictures as the engine has them: batch × height × width × channels.
  ///
  /// - Throws: as `callAsFunction(_:)`, and `EngineError.shape` where it has not four axes.
  package mutating func pictures(_ name: String) throws -> Tensor { try self(name).channelsLast() }

  /// Any tensor of the file, outside the gradient tape.
  ///
  /// - Throws: `FileError` where the file has no such tensor of floating-point numbers,
  ///   `EngineError.device` where memory is short or the device fails.
  package func constant(_ name: String) throws -> Tensor {
    let (values, shape) = try file.floats(name)
    return try Tensor(values, Shape(shape), on: kernels)
  }

  /// Gives a model the weights `param.*`; their gradients are asked for where they are expected.
  ///
  /// - Throws: `FileError.malformed` with the first name or shape that differs,
  ///   `EngineError.device` where memory is short.
  package mutating func load(_ model: some Module) throws {
    try file.load(model, from: "param.")
    for entry in model.state where file.contains("grad.\(entry.name)") {
      leaves[entry.name] = entry.array
    }
  }

  /// A forward pass that is recorded; nothing is drawn in it.
  package var phase: Phase { .training(ScriptedRandom(on: kernels)) }

  /// The gradients `grad.*` of the sum over the outputs, each times its `gout.*`, or of the output
  /// that is a scalar.
  ///
  /// - Throws: `FileError` where a gradient is expected of what is no input, or a `gout.*` cannot
  ///   be read; `EngineError.shape` where that has another shape than its output, `.unreachable`
  ///   where no output depends on an input, `.noGradient`, `.device`.
  package func gradients(of outputs: [String: Tensor]) throws -> [String: VectorArray] {
    let names = file.names("grad.")
    guard !names.isEmpty else { return [:] }
    var weighted: [(output: Tensor, upstream: Tensor)] = []
    for (name, output) in outputs.sorted(by: { $0.key < $1.key }) {
      if file.contains("gout.\(name)") {
        weighted.append((output, try constant("gout.\(name)")))
      } else if output.shape.rank == 0 {
        weighted.append((output, try Tensor(repeating: 1, output.shape, on: kernels)))
      }
    }
    let parameters = try names.map { name in
      guard let leaf = leaves[name] else {
        throw file.malformed("\"grad.\(name)\" is the gradient of no input of \(file.operation)")
      }
      return leaf
    }
    let gradients = try Tensor.gradients(of: parameters, through: weighted)
    var results: [String: VectorArray] = [:]
    for (name, value) in zip(names, gradients.values) {
      results["grad.\(name)"] = try VectorArray(value)
    }
    return results
  }
}

extension Tensor {
  /// PyTorch's batch × channels × height × width as the engine has it.
  ///
  /// - Throws: `EngineError.shape` where there are not four axes, `.device` where memory is short
  ///   or the device fails.
  package func channelsLast() throws(EngineError) -> Tensor { try permuted([0, 2, 3, 1]) }

  /// The engine's batch × height × width × channels as PyTorch has it.
  ///
  /// - Throws: `EngineError.shape` where there are not four axes, `.device` where memory is short
  ///   or the device fails.
  package func channelsFirst() throws(EngineError) -> Tensor { try permuted([0, 3, 1, 2]) }
}
