public import Engine
public import Foundation
public import Kernels

/// The training of the VGG19 classifier (section 3.1.1): plain cross entropy on segments, early
/// stopping on the recall of held-out utterances.
///
/// An epoch depends on the seed and its number alone, so that a training can go on from a checkpoint
/// with the same bits.
public final class ClassifierTraining {
  public let model: VGG19
  /// Epochs done so far.
  public private(set) var epoch = 0
  /// The best recall of the hold-out so far, and the epoch that reached it.
  public private(set) var best: (recall: Double, epoch: Int)?
  /// The weights of the best epoch; those of the start until there is one.
  private let bestWeights: [Parameter]
  private let arrays: [Parameter]
  private let settings: ClassifierSettings
  private let optimizer: Adam
  private let segments: Segments
  private let heldOut: [Utterance]
  private let padding: Float
  private let classes: [String]
  private let seed: UInt64
  private let kernels: Kernels

  /// What one epoch came to.
  public struct Epoch: Sendable {
    public let epoch: Int
    /// The mean of the batches' cross entropies.
    public let loss: Double
    /// UAR of the held-out utterances; nil without any.
    public let heldOutRecall: Double?
  }

  /// - Parameters:
  ///   - training: utterances with augmented ones among them, on the models' scale.
  ///   - heldOut: utterances for early stopping; without any, the last epoch counts.
  ///   - padding: silence on the models' scale.
  public init(
    _ training: [Utterance], heldOut: [Utterance], classes: [String], padding: Float,
    settings: ClassifierSettings, seed: UInt64, on kernels: Kernels
  ) throws(EngineError) {
    self.settings = settings
    self.heldOut = heldOut
    self.classes = classes
    self.padding = padding
    self.seed = seed
    self.kernels = kernels
    segments = Segments(
      training, length: settings.segment, stride: settings.stride, padding: padding)
    model = try VGG19(
      VGGConfiguration(
        classes: classes.count, size: settings.segment, bands: training.first?.picture.bands,
        width: settings.widthFactor,
        batchNorm: settings.batchNorm, dropout: Float(settings.dropout)),
      initialization: settings.initialization, PhiloxSource(seed: seed, on: kernels))
    optimizer = try Adam(
      model.parameters, AdamSettings(learningRate: settings.learningRate))
    arrays = model.state.compactMap(\.array)
    // Tensors never change: a second list of them copies nothing.
    bestWeights = arrays.map { Parameter($0.value) }
  }

  /// Training steps of one epoch.
  public var stepsPerEpoch: Int { (segments.count + settings.batch - 1) / settings.batch }

  /// Whether early stopping or the number of epochs ends the training.
  public var isFinished: Bool {
    epoch >= settings.epochs || best.map { epoch - $0.epoch >= settings.patience } ?? false
  }

  /// Trains for one epoch.
  ///
  /// - Parameter each: gets the number of steps done in this epoch; returns whether to go on.
  /// - Returns: nil where it was told to stop: the epoch has then to be done anew.
  public func runEpoch(each: (_ step: Int) throws -> Bool) throws -> Epoch? {
    let order = BatchOrder.shuffled(segments.count, by: settings.batch, seed: seed, epoch: epoch)
    let segments = segments
    let batches = Prefetcher(order.indices) { segments.batch(order[$0]) }
    let random = PhiloxSource(seed: seed, drawn: UInt64(epoch + 1) << 32, on: kernels)
    var losses: [Tensor] = []
    for batch in batches {
      losses.append(try step(batch, random))
      if try !each(losses.count) { return nil }
    }
    epoch += 1
    let recall = try heldOutRecall()
    if let recall, recall > best?.recall ?? -1 { try remember(recall) }
    return Epoch(epoch: epoch, loss: try mean(losses), heldOutRecall: recall)
  }

  /// One step of Adam on one batch.
  ///
  /// - Returns: the loss, still on the device.
  func step(_ batch: SegmentBatch, _ random: any RandomSource) throws(EngineError) -> Tensor {
    let x = try Pictures(batch.pictures, on: kernels).x
    let logits = try model(x, .training(random))
    let loss = try crossEntropy(logits, labels: batch.labels)
    try optimizer.step(loss.gradients(of: model.parameters))
    return loss.detached
  }

  /// Gives the model the weights of its best epoch.
  public func keepBest() throws(EngineError) {
    guard best != nil else { return }
    for (array, kept) in zip(arrays, bestWeights) { try array.update(kept.value) }
  }

  private func heldOutRecall() throws -> Double? {
    guard !heldOut.isEmpty else { return nil }
    let verdicts = try SegmentVoting(
      model, length: settings.segment, stride: settings.stride, padding: padding,
      batch: settings.batch, on: kernels
    ).verdicts(on: heldOut)
    return ConfusionMatrix(classes: classes, verdicts.map(\.prediction))
      .unweightedAverageRecall
  }

  private func mean(_ losses: [Tensor]) throws(EngineError) -> Double {
    var sum = 0.0
    for loss in losses { sum += Double(try loss.value()) }
    let mean = sum / Double(max(1, losses.count))
    guard mean.isFinite else { throw .notFinite(what: "the classifier's loss") }
    return mean
  }

  private func remember(_ recall: Double) throws(EngineError) {
    best = (recall, epoch)
    for (array, kept) in zip(arrays, bestWeights) { try kept.update(array.value) }
  }
}

// MARK: - Going on after a stop

extension ClassifierTraining {
  /// Writes all that is needed to go on.
  public func save(to url: URL) throws {
    var progress = ["epoch": "\(epoch)", "seed": "\(seed)"]
    if let best {
      progress["bestEpoch"] = "\(best.epoch)"
      // The bits, so that a comparison after a stop comes out as it would have without one.
      progress["bestRecall"] = "\(best.recall.bitPattern)"
    }
    try checkpoint.save(to: url, progress: progress)
  }

  /// Goes on from a checkpoint of the same training.
  ///
  /// - Throws: `EngineError.weights` where it is of another.
  public func restore(from url: URL) throws {
    let progress = try checkpoint.restore(from: url)
    guard let epoch = progress["epoch"].flatMap(Int.init), progress["seed"] == "\(seed)" else {
      throw EngineError.weights(
        file: url.path, reason: "it is of a training with another seed or of another kind")
    }
    self.epoch = epoch
    if let bestEpoch = progress["bestEpoch"].flatMap(Int.init),
      let bits = progress["bestRecall"].flatMap(UInt64.init)
    {
      best = (Double(bitPattern: bits), bestEpoch)
    }
  }

  private var checkpoint: Checkpoint {
    let kept = bestWeights.enumerated().map { StateEntry("best.\($0)", .statistic($1)) }
    return Checkpoint(
      model.state(named: "model") + optimizer.state(named: "adam") + kept)
  }
}
