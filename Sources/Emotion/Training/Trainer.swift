import Engine
import Files
import Foundation
public import Kernels

/// Drives trainings: with checkpoints to go on from, a line of metrics a step, and somebody watching.
public struct Trainer {
  public let configuration: Configuration
  public let folder: RunFolder
  let kernels: Kernels
  let metrics: MetricsLog
  let observer: any TrainingObserver
  /// The most work of a classifier that a failing machine can cost, where an epoch takes longer.
  private static let longestUnsaved = Duration.seconds(600)

  public init(
    _ configuration: Configuration, folder: RunFolder, metrics: MetricsLog, on kernels: Kernels,
    observer: any TrainingObserver
  ) {
    self.configuration = configuration
    self.folder = folder
    self.metrics = metrics
    self.kernels = kernels
    self.observer = observer
  }

  /// Trains an augmentor, as `trainTripletGAN`.
  public func trainAugmentor(
    _ utterances: [Utterance], losses: LossSettings? = nil, padding: Float, seed: UInt64,
    part: String
  ) throws -> Augmentor {
    try trainTripletGAN(utterances, losses: losses, padding: padding, seed: seed, part: part)
      .augmentor
  }

  /// Trains an augmentor and its partners from their newest checkpoint, or from the start.
  ///
  /// - Parameters:
  ///   - utterances: on the models' scale.
  ///   - losses: weights other than the configuration's.
  ///   - padding: silence on the models' scale.
  ///   - part: the name of this part of the run, which its checkpoints and metrics carry.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges;
  ///   `ConfigurationError` where the networks cannot take so many mel bands.
  public func trainTripletGAN(
    _ utterances: [Utterance], losses: LossSettings? = nil, padding: Float, seed: UInt64,
    part: String
  ) throws -> TripletGAN {
    try configuration.checkBandsOfAugmentor()
    var configuration = configuration
    configuration.losses = losses ?? configuration.losses
    let training = try AugmentorTraining(
      utterances, padding: padding, configuration: configuration, seed: seed, on: kernels)
    let store = try folder.checkpoints(of: part)
    try restoreNewest(of: store, part) {
      try training.restore(from: $0)
      return training.iteration
    }
    let settings = configuration.augmentorTraining
    observer.begin(part, steps: settings.iterations, done: training.iteration)
    // Losses are read one step late, while the device works on the next.
    var pending: (step: Int, losses: StepLosses)?
    let finished = try training.run { done, losses in
      let note = try pending.map { try record($0.losses, step: $0.step, part: part) } ?? ""
      pending = (done, losses)
      observer.advance(to: done, note)
      let isLast = done == settings.iterations
      let stop = observer.isStopRequested && !isLast
      if stop || isLast || done % settings.checkpointEvery == 0 {
        _ = try pending.map { try record($0.losses, step: $0.step, part: part) }
        pending = nil
        try save(to: store, step: done) { try training.save(to: $0) }
        if let utterance = utterances.first {
          let augmentation = Augmentation(
            training.gan.augmentor, padding: padding, seed: seed, on: kernels)
          try observer.show(
            AugmentationComparison(
              original: utterance.picture, augmented: augmentation.variant(0, of: utterance)),
            part: part, step: done)
        }
      }
      return !stop
    }
    guard finished else { throw TrainingInterrupted(part: part) }
    return training.gan
  }

  /// Trains a classifier from its newest checkpoint, or from the start, and gives it the weights of
  /// its best epoch.
  ///
  /// - Parameter mixup: how the segments of a batch are mixed with one another; nil where they are not.
  /// - Throws: as `trainAugmentor`.
  public func trainClassifier(
    _ utterances: [Utterance], heldOut: [Utterance], classes: [String], padding: Float,
    mixup: Mixup? = nil, seed: UInt64, part: String
  ) throws -> VGG19 {
    try configuration.checkBandsOfClassifier()
    let settings = configuration.classifier
    let training = try ClassifierTraining(
      utterances, heldOut: heldOut, classes: classes, padding: padding, mixup: mixup,
      settings: settings, seed: seed, on: kernels)
    let store = try folder.checkpoints(of: part)
    try restoreNewest(of: store, part) {
      try training.restore(from: $0)
      return training.epoch
    }
    let steps = training.stepsPerEpoch
    observer.begin(
      part, steps: settings.epochs * steps, done: training.epoch * steps + training.step)
    var note = ""
    var saved = ContinuousClock.now
    func save() throws {
      let step = training.epoch * steps + training.step
      try self.save(to: store, step: step) { try training.save(to: $0) }
      saved = .now
    }
    while !training.isFinished {
      let before = training.epoch * steps
      let epoch = try training.runEpoch { step in
        observer.advance(to: before + step, note)
        let stop = observer.isStopRequested
        if stop || saved.duration(to: .now) > Self.longestUnsaved { try save() }
        return !stop
      }
      guard let epoch else { throw TrainingInterrupted(part: part) }
      try metrics.append(EpochRecord(part: part, epoch))
      note = describe(epoch)
      try save()
    }
    if let best = training.best {
      observer.say(
        "\(part): epoch \(best.epoch) is the best of \(training.epoch), held-out recall "
          + percent(best.recall))
    }
    try training.keepBest()
    return training.model
  }

  /// Removes the checkpoints of parts that are done.
  func forget(_ part: String) throws(FileError) {
    try Folder.remove(folder.checkpoints(of: part).folder)
  }

  /// Goes on from the newest checkpoint that is whole, and drops the metrics of what comes after it.
  ///
  /// - Parameter restore: returns the step of the last metrics before the checkpoint.
  func restoreNewest(
    of store: CheckpointStore, _ part: String, _ restore: (URL) throws -> Int
  ) throws {
    for checkpoint in try store.checkpoints {
      do {
        let last = try restore(checkpoint.url.appendingPathComponent(stateFile))
        observer.say("\(part): going on after step \(checkpoint.step)")
        return try metrics.forget(part, after: last)
      } catch let error as FileError {
        observer.say("\(part): the checkpoint \(checkpoint.url.path) is passed over: \(error)")
      }
    }
    try metrics.forget(part, after: 0)
  }

  func save(
    to store: CheckpointStore, step: Int, _ write: (URL) throws -> Void
  ) throws {
    let checkpoint = try store.begin(step: step)
    try write(checkpoint.url.appendingPathComponent(stateFile))
    try store.finish(checkpoint)
  }

  private func record(_ losses: StepLosses, step: Int, part: String) throws -> String {
    let values = try losses.values()
    for (name, value) in values where !value.isFinite {
      throw EngineError.notFinite(what: "the loss \(name) of \(part) in iteration \(step)")
    }
    try record(
      values.map { NamedLoss(name: $0.name, value: Double($0.value)) }, step: step, part: part)
    return values.map { "\($0.name) \(String(format: "%.3f", $0.value))" }.joined(separator: " ")
  }

  /// Adds a line of metrics.
  func record(_ losses: [NamedLoss], step: Int, part: String) throws(FileError) {
    let table = Dictionary(uniqueKeysWithValues: losses.map { ($0.name, $0.value) })
    try metrics.append(StepRecord(part: part, step: step, losses: table))
  }

  private func describe(_ epoch: ClassifierTraining.Epoch) -> String {
    let loss = String(format: "loss %.3f", epoch.loss)
    return epoch.heldOutRecall.map { "\(loss), held-out recall \(percent($0))" } ?? loss
  }
}

/// A line of `metrics.jsonl` about one iteration of the augmentor, or one epoch of a training on
/// features.
private struct StepRecord: Encodable {
  let part: String
  let step: Int
  let losses: [String: Double]
}

/// A line of `metrics.jsonl` about one epoch of a classifier.
private struct EpochRecord: Encodable {
  let part: String
  let step: Int
  let loss: Double
  let heldOutRecall: Double?

  init(part: String, _ epoch: ClassifierTraining.Epoch) {
    self.part = part
    step = epoch.epoch
    loss = epoch.loss
    heldOutRecall = epoch.heldOutRecall
  }
}

/// The file of a checkpoint's folder.
private let stateFile = "state.safetensors"

private func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
