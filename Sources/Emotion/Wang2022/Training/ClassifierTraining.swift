import Classical
public import Engine
import Foundation
public import Kernels
import Random
public import Training

/// The training of the VGG19 classifier (Wang et al. 2022, section 3.1.1): plain cross entropy on
/// segments, early stopping on the recall of held-out utterances.
public struct ClassifierTraining {
  /// Has the weights of its best epoch once the course is concluded, of the last where nothing is
  /// held out.
  public let model: VGG19
  public let course: EpochCourse<SegmentBatch>

  /// - Parameters:
  ///   - training: utterances with augmented ones among them, on the models' scale.
  ///   - heldOut: utterances for early stopping; without any, the last epoch counts.
  ///   - classes: their names, whose positions are the labels.
  ///   - padding: silence on the models' scale.
  ///   - mixup: how each segment of a batch and its class are mixed with another's; nil where they
  ///     are not.
  ///   - objective: what it is trained by.
  ///   - seed: decides the first weights, the order of segments and what each step draws.
  /// - Throws: `EngineError.device` where network and optimizer find no memory.
  public init(
    _ training: [Utterance], heldOut: [Utterance], classes: [String], padding: Float,
    mixup: Mixup? = nil, settings: ClassifierSettings,
    objective: ObjectiveSettings = ObjectiveSettings(), seed: UInt64, on kernels: Kernels
  ) throws(EngineError) {
    let segments = Segments(
      training, length: settings.segment, stride: settings.stride, padding: padding)
    let model = try VGG19(
      VGGConfiguration(
        classes: classes.count, size: settings.segment, bands: training.first?.picture.bands,
        width: settings.widthFactor,
        batchNorm: settings.batchNorm, dropout: Float(settings.dropout)),
      initialization: settings.initialization,
      PhiloxSource(seed: seed, at: RandomAddress(Purpose.classifierWeights), on: kernels))
    let adam = try Adam(of: model, settings: settings.adam)
    let schedule = LearningRateSchedule(
      settings.schedule, warmUp: settings.warmUp, epochs: settings.epochs)
    func learningRate(of epoch: Int) -> Double {
      settings.learningRate * schedule.factor(of: epoch)
    }
    let criterion = ClassificationLoss(
      objective, labels: segments.labels, classes: classes.count)
    let voting = SegmentVoting(
      model, length: settings.segment, stride: settings.stride, padding: padding,
      batch: settings.batch, on: kernels)
    self.model = model
    course = EpochCourse(
      epochs: settings.epochs,
      unit: .steps(anEpoch: (segments.count + settings.batch - 1) / settings.batch),
      state: model.state(named: "model") + adam.state(named: "adam"),
      checkpoints: .epochs(orAfter: .seconds(600)),
      earlyStopping: EarlyStopping(
        "heldOutRecall", .highest, patience: settings.patience,
        keeping: model.state.compactMap(\.array),
        describe: { ", development recall \(percent($0))" }
      ) { ranks in
        try heldOut.isEmpty ? nil : voting.recall(on: heldOut, classes: classes, among: ranks)
      },
      form: .flat, describe: inWords, learningRate: schedule.isConstant ? nil : learningRate,
      purpose: Purpose.classifierSteps, seed: seed, on: kernels,
      batches: { epoch in
        let order = BatchOrder.shuffled(
          segments.count, by: settings.batch, seed: seed, epoch: epoch)
        // A mixed segment needs others of the whole batch.
        if mixup != nil {
          return EpochCourse.Batches(order.map(\.count)) { number, _ in
            segments.batch(order[number])
          }
        }
        return EpochCourse.Batches(order) { segments.batch($0) }
      },
      step: { (batch, place) throws(EngineError) in
        let x = try Pictures(batch.pictures, on: kernels).x
        let targets = try criterion.targets(batch.labels, classes: classes.count)
          .tensor(on: kernels)
        let mixes = mixup.map { mixup in
          var generator = SeededGenerator(
            seed: seed, stream: "mixup epoch \(place.epoch) step \(place.step)")
          let count = batch.labels.count
          return mixup.draw(for: Array(0..<count), from: count, using: &generator)
        }
        let own = place.share.samples
        func mixed(_ rows: Tensor) throws(EngineError) -> Tensor {
          guard let mixes else { return rows }
          let all = try mixes(rows)
          return place.share.isWhole ? all : try all.slice(axis: 0, own)
        }
        adam.settings.learningRate = learningRate(of: place.epoch)
        let logits = try model(mixed(x), .training(place.random))
        let loss = try criterion(logits, targets: mixed(targets))
        let truth = try SampleMatrix(oneHot: batch.labels, classes: classes.count)
          .tensor(on: kernels)
        let accuracy = try trainingAccuracy(logits, targets: mixed(truth))
        return [
          ("loss", try adam.minimize(loss, over: place.share)), ("accuracy", accuracy),
        ]
      })
  }
}

extension Trainer {
  /// Trains a classifier from its newest checkpoint, or from the start, and gives it the weights of
  /// its best epoch.
  ///
  /// - Parameters:
  ///   - utterances: those to train on, on the models' scale.
  ///   - heldOut: utterances for early stopping; without any, the last epoch counts.
  ///   - classes: their names, whose positions are the labels.
  ///   - padding: silence on the models' scale.
  ///   - mixup: how the segments of a batch are mixed with one another; nil where they are not.
  ///   - objective: other than the configuration's.
  ///   - part: the name of this part of the run, which its checkpoints and metrics carry.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges;
  ///   `SettingsError` where the network cannot take so many mel bands.
  public func trainClassifier(
    _ utterances: [Utterance], heldOut: [Utterance], classes: [String], padding: Float,
    mixup: Mixup? = nil, objective: ObjectiveSettings? = nil, seed: UInt64, part: String
  ) throws -> VGG19 {
    try configuration.checkBandsOfClassifier()
    let training = try ClassifierTraining(
      utterances, heldOut: heldOut, classes: classes, padding: padding, mixup: mixup,
      settings: configuration.classifier, objective: objective ?? configuration.objective,
      seed: seed, on: kernels)
    try run.finish(training.course, part: part)
    return training.model
  }
}

/// An epoch's loss, its accuracy and, where utterances are held out, their recall.
@Sendable private func inWords(_ values: [NamedValue]) -> String {
  values.map { value in
    switch value.name {
    case "loss": String(format: "loss %.3f", value.value)
    case "accuracy": "accuracy \(percent(value.value))"
    default: "development recall \(percent(value.value))"
    }
  }.joined(separator: ", ")
}

private func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }

/// The share of a batch that is recognised, still on the device: of mixed samples what of them is of the class
/// that is said.
///
/// - Parameters:
///   - logits: samples × classes.
///   - targets: samples × classes, how much of each sample is of each class.
/// - Returns: a scalar, the mean over samples.
/// - Throws: `EngineError.device` where memory is short or the device fails.
func trainingAccuracy(_ logits: Tensor, targets: Tensor) throws(EngineError) -> Tensor {
  // So steep that all of it is the greatest's, where two are not within some thousandths.
  let said = try softmax(1000 * logits.detached)
  return try 1 / Float(max(1, logits.shape[0])) * (said * targets).sum()
}
