import Emotion
import Engine
import Kernels
import TestVectors

extension VectorOperation {
  static let classifierTrajectories: [String: VectorOperation] = [
    "trajectory_traj_vgg": .trajectory { file, kernels in
      let settings: ClassifierTrajectorySettings<VGGShape> = try file.attributes()
      let model = try VGG19(
        settings.config.configuration(dropout: settings.dropout, in: file),
        PhiloxSource(seed: 0, on: kernels))
      return try train(model, steps: settings.steps, file, kernels) { trajectory, step, phase in
        let x = try trajectory.given("x", at: step).channelsLast()
        let logits = try model(x, phase)
        try trajectory.record(logits, as: "out.logits\(step)")
        return try crossEntropy(logits, labels: file.integers("step.\(step).target"))
      }
    },
    "trajectory_traj_dnn": .trajectory { file, kernels in
      let settings: ClassifierTrajectorySettings<DNNShape> = try file.attributes()
      let model = try DNN(
        features: settings.config.n.count, hidden: settings.config.hidden.count,
        classes: settings.config.nClasses.count, dropout: settings.dropout,
        slope: settings.slope ?? 0.2,
        PhiloxSource(seed: 0, on: kernels))
      return try train(model, steps: settings.steps, file, kernels) { trajectory, step, phase in
        let logits = try model(trajectory.given("x", at: step), phase)
        return try crossEntropy(logits, targets: trajectory.given("target", at: step))
      }
    },
  ]

  /// Trains a model by one loss, with the masks of its dropout given.
  ///
  /// - Throws: `FileError` where the file lacks something that is given, or its weights are not the
  ///   model's; `EngineError`; what `loss` throws.
  private static func train(
    _ model: some Module, steps: Int, _ file: VectorFile, _ kernels: Kernels,
    loss: (inout Trajectory, _ step: Int, Phase) throws -> Tensor
  ) throws -> [String: VectorArray] {
    var trajectory = Trajectory(file, on: kernels)
    try file.load(model, from: "w0.")
    let state = model.state
    let trained = state.filter { if case .parameter = $0.content { true } else { false } }
    let optimizer: AdamVectorSettings = try file.attributes()
    let adam = try Adam(model.parameters, optimizer.adam)
    for step in 1...max(1, steps) {
      let masks = try trajectory.series("mask", at: step)
      let random = ScriptedRandom(masks: masks, on: kernels)
      let loss = try loss(&trajectory, step, .training(random))
      let gradients = try loss.gradients(of: adam.parameters)
      if step == 1 {
        for (entry, gradient) in zip(trained, gradients.values) {
          try trajectory.record(gradient, as: "g1.\(entry.name)")
        }
      }
      try adam.step(gradients)
      trajectory.record(loss: try loss.value(), as: "loss")
      try trajectory.record(state, after: step)
    }
    return trajectory.results
  }
}

/// The attributes of a trajectory of a classifier.
private struct ClassifierTrajectorySettings<Shape: Decodable>: Decodable {
  let steps: Int
  let dropout: Float
  let slope: Float?
  let config: Shape
}

private struct DNNShape: Decodable {
  let n: Size
  let hidden: Size
  let nClasses: Size
}
