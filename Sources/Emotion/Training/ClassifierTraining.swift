public import Engine
public import Foundation
public import Kernels
import Speech

/// The training of the VGG19 classifier (section 3.1.1): plain cross entropy on segments, early
/// stopping on the recall of held-out utterances.
///
/// A step depends on the seed and its number alone, so that a training can go on from a checkpoint with
/// the same bits.
public final class ClassifierTraining {
  public let model: VGG19
  /// Epochs done so far.
  public private(set) var epoch = 0
  /// Steps done of the epoch after these.
  public private(set) var step = 0
  /// The sum of their losses, but for those that nobody has waited for yet.
  private var lossSum = 0.0
  private var pendingLosses: [Tensor] = []
  /// The best recall of the hold-out so far, and the epoch that reached it.
  public private(set) var best: (recall: Double, epoch: Int)?
  /// The weights of the best epoch; those of the start until there is one.
  private let bestWeights: [Parameter]
  private let arrays: [Parameter]
  private let settings: ClassifierSettings
  private let optimizer: Adam
  private let segments: Segments
  private let mixup: Mixup?
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
  ///   - mixup: how each segment of a batch and its class are mixed with another's; nil where they are
  ///     not.
  public init(
    _ training: [Utterance], heldOut: [Utterance], classes: [String], padding: Float,
    mixup: Mixup? = nil, settings: ClassifierSettings, seed: UInt64, on kernels: Kernels
  ) throws(EngineError) {
    self.mixup = mixup
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

  /// Trains to the end of the epoch.
  ///
  /// - Parameter each: gets the number of steps done in this epoch; returns whether to go on. It may
  ///   save the training.
  /// - Returns: nil where it was told to stop.
  public func runEpoch(each: (_ step: Int) throws -> Bool) throws -> Epoch? {
    let order = BatchOrder.shuffled(segments.count, by: settings.batch, seed: seed, epoch: epoch)
    let segments = segments
    let batches = Prefetcher(step..<order.count) { segments.batch(order[$0]) }
    for batch in batches {
      // The numbers drawn by one step begin at a place of their own.
      let drawn = UInt64(epoch + 1) << 32 + UInt64(step) << 8
      pendingLosses.append(
        try train(on: batch, PhiloxSource(seed: seed, drawn: drawn, on: kernels)))
      step += 1
      if try !each(step) { return nil }
    }
    let loss = try lossSoFar() / Double(max(1, step))
    guard loss.isFinite else { throw EngineError.notFinite(what: "the classifier's loss") }
    (epoch, step, lossSum) = (epoch + 1, 0, 0)
    let recall = try heldOutRecall()
    if let recall, recall > best?.recall ?? -1 { try remember(recall) }
    return Epoch(epoch: epoch, loss: loss, heldOutRecall: recall)
  }

  /// One step of Adam on one batch.
  ///
  /// - Returns: the loss, still on the device.
  private func train(on batch: SegmentBatch, _ random: any RandomSource) throws(EngineError)
    -> Tensor
  {
    let x = try Pictures(batch.pictures, on: kernels).x
    let targets = try SampleMatrix(oneHot: batch.labels, classes: classes.count)
      .tensor(on: kernels)
    let mixes = mixup.map { drawMixes(by: $0, of: batch.labels.count) }
    let logits = try model(mixes?(x) ?? x, .training(random))
    let loss = try crossEntropy(logits, targets: mixes?(targets) ?? targets)
    try optimizer.step(loss.gradients(of: model.parameters))
    return loss.detached
  }

  /// Which segments of the next step's batch are mixed, and how.
  private func drawMixes(by mixup: Mixup, of count: Int) -> Mixes {
    var generator = SeededGenerator(seed: seed, stream: "mixup epoch \(epoch) step \(step)")
    return mixup.draw(for: Array(0..<count), from: count, using: &generator)
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

  /// The sum of this epoch's losses; waits for the device.
  private func lossSoFar() throws(EngineError) -> Double {
    for loss in pendingLosses { lossSum += Double(try loss.value()) }
    pendingLosses = []
    return lossSum
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
    // Bits of numbers, so that all comes out as it would have without a stop.
    var progress = [
      "epoch": "\(epoch)", "step": "\(step)", "lossSum": "\(try lossSoFar().bitPattern)",
      "seed": "\(seed)",
    ]
    if let best {
      progress["bestEpoch"] = "\(best.epoch)"
      progress["bestRecall"] = "\(best.recall.bitPattern)"
    }
    try checkpoint.save(to: url, progress: progress)
  }

  /// Goes on from a checkpoint of the same training.
  ///
  /// - Throws: `EngineError.weights` where it is of another.
  public func restore(from url: URL) throws {
    let progress = try checkpoint.restore(from: url)
    guard let epoch = progress["epoch"].flatMap(Int.init),
      let step = progress["step"].flatMap(Int.init),
      let lossSum = progress["lossSum"].flatMap(UInt64.init), progress["seed"] == "\(seed)"
    else {
      throw EngineError.weights(
        file: url.path, reason: "it is of a training with another seed or of another kind")
    }
    (self.epoch, self.step) = (epoch, step)
    (self.lossSum, pendingLosses) = (Double(bitPattern: lossSum), [])
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
