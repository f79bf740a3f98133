import Engine
package import Kernels

extension VectorOperation {
  static let optimizers: [String: VectorOperation] = [
    "adam": .plain { file, kernels in
      let settings: AdamVectorSettings = try file.attributes()
      let inputs = VectorInputs(file, on: kernels)
      let gradients = try inputs.constant("in.grads")
      let given = try inputs.constant("in.p")
      guard gradients.shape.axes.dropFirst().elementsEqual(given.shape.axes) else {
        throw file.malformed(
          "its gradients are \(gradients.shape) where steps times \(given.shape) are expected")
      }
      var steps = try AdamSteps(from: given, by: gradients, settings.adam)
      if try steps.end(at: given, in: file) {
        steps = try AdamSteps(from: given - steps.movement(), by: gradients, settings.adam)
      }
      var results = ["out.m": steps.first, "out.v": steps.second]
      for (number, weights) in steps.weights.dropFirst().enumerated() {
        results["out.p\(number + 1)"] = weights
      }
      return try results.mapValues { try VectorArray($0) }
    }
  ]
}

/// How Adam is set up in a vector.
package struct AdamVectorSettings: Decodable {
  let lr: Double
  let beta1: Double?
  let beta2: Double?
  let eps: Double?

  package var adam: AdamSettings {
    AdamSettings(
      learningRate: lr, beta1: beta1 ?? 0.9, beta2: beta2 ?? 0.999, epsilon: eps ?? 1e-8)
  }
}

/// Some steps of Adam on one array of weights, by given gradients.
private struct AdamSteps {
  /// The weights at the start and after each step.
  private(set) var weights: [Tensor]
  /// The moments after the last step.
  let first: Tensor
  let second: Tensor

  /// - Parameter gradients: those of all steps, one after the other.
  /// - Throws: `EngineError.shape` where the gradients are not steps times the weights, `.device`
  ///   where memory is short or the device fails.
  init(from start: Tensor, by gradients: Tensor, _ settings: AdamSettings) throws {
    let parameter = Parameter(start)
    let adam = try Adam([parameter], settings)
    weights = [start]
    for step in 0..<(gradients.shape.axes.first ?? 0) {
      let gradient = try gradients.slice(axis: 0, step..<step + 1).reshaped(to: start.shape)
      // The gradient of the sum of w · g is g itself.
      let phase = Phase.training(ScriptedRandom(on: start.kernels))
      let loss = try (parameter(phase) * gradient).sum()
      try adam.step(loss.gradients(of: [parameter]))
      weights.append(parameter.value)
    }
    let moments = Dictionary(
      uniqueKeysWithValues: adam.state.compactMap { entry in
        entry.array.map { (entry.name, $0.value) }
      })
    (first, second) = (moments["0.first"] ?? start, moments["0.second"] ?? start)
  }

  /// How far all steps together lead.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func movement() throws -> Tensor { try weights[weights.count - 1] - weights[0] }

  /// Whether a file gives the weights after the last step in place of those before the first: so do
  /// files that were written after an optimizer had changed the weights in place. Where the steps
  /// lead does not depend on where they start, so that the start is found by going back.
  ///
  /// - Throws: `FileError` where the expected weights cannot be read, `EngineError.device` where
  ///   memory is short or the device fails.
  func end(at given: Tensor, in file: VectorFile) throws -> Bool {
    let last = "out.p\(weights.count - 1)"
    guard file.contains(last) else { return false }
    let distance = try (VectorArray(given) - file.array(last)).rootMeanSquare
    return try distance < VectorArray(movement()).rootMeanSquare / 2
  }
}
