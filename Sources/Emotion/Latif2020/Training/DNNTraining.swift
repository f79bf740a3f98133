public import Engine
public import Kernels
import Random
public import Training

/// The training of a classifier of utterance features (Latif et al. 2020, section 5): cross entropy
/// with soft labels, early stopping by the loss of held-out originals.
public struct DNNTraining {
  /// Has the weights of its best epoch once the course is concluded, of the last where nothing is
  /// held out.
  public let model: DNN
  public let course: EpochCourse<LabelledFeatures>

  /// - Parameters:
  ///   - rows: what to learn from, on the network's scale.
  ///   - heldOut: for early stopping; without any, the last epoch counts.
  ///   - hidden: units of each hidden layer.
  /// - Throws: `EngineError.device` where network and optimizer find no memory.
  public init(
    _ rows: TrainingVectors, heldOut: LabelledFeatures, hidden: Int, settings: DNNSettings,
    seed: UInt64, on kernels: Kernels
  ) throws(EngineError) {
    let x = try heldOut.count == 0 ? nil : heldOut.features.tensor(on: kernels)
    let targets = try heldOut.count == 0 ? nil : heldOut.targets.tensor(on: kernels)
    let model = try DNN(
      features: heldOut.features.columns, hidden: hidden, classes: heldOut.targets.columns,
      dropout: Float(settings.dropout), slope: Float(settings.slope),
      PhiloxSource(seed: seed, at: RandomAddress(Purpose.dnnWeights), on: kernels))
    let adam = try Adam(of: model, settings: settings.adam)
    let schedule = LearningRateSchedule(
      settings.schedule, warmUp: settings.warmUp, epochs: settings.epochs)
    func learningRate(of epoch: Int) -> Double {
      settings.learningRate * schedule.factor(of: epoch)
    }
    self.model = model
    course = EpochCourse(
      epochs: settings.epochs, state: model.state(named: "model") + adam.state(named: "adam"),
      earlyStopping: EarlyStopping(
        "heldOut", .lowest, patience: settings.patience, keeping: model.parameters
      ) { _ in
        guard let x, let targets else { return nil }
        return Double(try crossEntropy(model(x, .inference), targets: targets).value())
      },
      describe: inWords, learningRate: schedule.isConstant ? nil : learningRate,
      purpose: Purpose.dnnSteps, seed: seed, on: kernels,
      batches: { epoch in
        // Mixes and synthetic vectors join their recordings' steps, so that there are no more of
        // these.
        let set = rows.ofEpoch(epoch, seed: seed)
        let steps = max(1, (rows.recordings + settings.batch - 1) / settings.batch)
        let order = BatchOrder.shuffled(
          set.count, by: max(1, (set.count + steps - 1) / steps), seed: seed, epoch: epoch)
        return EpochCourse.Batches(order) { set.selecting($0) }
      },
      step: { (batch, place) throws(EngineError) in
        adam.settings.learningRate = learningRate(of: place.epoch)
        let logits = try model(batch.features.tensor(on: kernels), .training(place.random))
        let loss = try crossEntropy(logits, targets: batch.targets.tensor(on: kernels))
        return [("training", try adam.minimize(loss, over: place.share))]
      })
  }
}

/// An epoch's loss and, where there is a development part, that of this.
@Sendable private func inWords(_ values: [NamedValue]) -> String {
  zip(["training loss", "development loss"], values)
    .map { "\($0) \(String(format: "%.4f", $1.value))" }.joined(separator: ", ")
}

extension Trainer {
  /// Trains a classifier of features from its newest checkpoint, or from the start, and gives it
  /// the weights of its best epoch.
  ///
  /// - Parameters:
  ///   - vectors: what to learn from, on the network's scale.
  ///   - heldOut: originals, for early stopping; without any, the last epoch counts.
  ///   - hidden: units of each hidden layer.
  ///   - part: the name of this part of the run, which its checkpoints and metrics carry.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges.
  public func trainDNN(
    _ vectors: TrainingVectors, heldOut: LabelledFeatures, hidden: Int, seed: UInt64, part: String
  ) throws -> DNN {
    let training = try DNNTraining(
      vectors, heldOut: heldOut, hidden: hidden, settings: configuration.dnn, seed: seed,
      on: kernels)
    try run.finish(training.course, part: part)
    return training.model
  }
}
