public import Engine
public import Foundation
public import Kernels

/// The training of a classifier of utterance features (Latif et al. 2020, section 5): cross entropy
/// with soft labels, early stopping by the loss of held-out originals.
public final class DNNTraining: EpochTraining {
  public let model: DNN
  public private(set) var epoch = 0
  /// The lowest loss of the hold-out so far, and the epoch that reached it.
  public private(set) var best: (loss: Double, epoch: Int)?
  /// The weights of the best epoch; those of the start until there is one.
  private let bestWeights: [Parameter]
  private let rows: TrainingVectors
  private let heldOut: (x: Tensor, targets: Tensor)?
  private let settings: DNNSettings
  private let optimizer: Adam
  private let seed: UInt64
  private let kernels: Kernels

  /// - Parameters:
  ///   - rows: what to learn from, on the network's scale.
  ///   - heldOut: for early stopping; without any, the last epoch counts.
  ///   - hidden: units of each hidden layer.
  /// - Throws: `EngineError.device` where network and optimizer find no memory.
  public init(
    _ rows: TrainingVectors, heldOut: LabelledFeatures, hidden: Int, settings: DNNSettings,
    seed: UInt64, on kernels: Kernels
  ) throws(EngineError) {
    self.rows = rows
    self.heldOut =
      heldOut.count == 0
      ? nil
      : (try heldOut.features.tensor(on: kernels), try heldOut.targets.tensor(on: kernels))
    self.settings = settings
    self.seed = seed
    self.kernels = kernels
    model = try DNN(
      features: heldOut.features.columns, hidden: hidden, classes: heldOut.targets.columns,
      dropout: Float(settings.dropout), slope: Float(settings.slope),
      PhiloxSource(seed: seed, on: kernels))
    optimizer = try Adam(model.parameters, AdamSettings(learningRate: settings.learningRate))
    // Tensors never change: a second list of them copies nothing.
    bestWeights = model.parameters.map { Parameter($0.value) }
  }

  public var epochs: Int { settings.epochs }

  public var isFinished: Bool {
    epoch >= epochs || best.map { epoch - $0.epoch >= settings.patience } ?? false
  }

  /// Trains for one epoch and looks at the hold-out.
  public func runEpoch() throws -> [NamedLoss] {
    let set = rows.ofEpoch(epoch, seed: seed)
    let steps = max(1, (rows.recordings + settings.batch - 1) / settings.batch)
    let order = BatchOrder.shuffled(
      set.count, by: max(1, (set.count + steps - 1) / steps), seed: seed, epoch: epoch)
    var losses = try EpochSteps(seed: seed, epoch: epoch, kernels: kernels).run(order.count) {
      set.selecting(order[$0])
    } step: { (batch, random) throws(EngineError) in
      let logits = try model(batch.features.tensor(on: kernels), .training(random))
      let loss = try crossEntropy(logits, targets: batch.targets.tensor(on: kernels))
      try optimizer.step(loss.gradients(of: model.parameters))
      return [("training", loss.detached)]
    }
    epoch += 1
    if let loss = try heldOutLoss() {
      losses.append(NamedLoss(name: "heldOut", value: loss))
      if loss < best?.loss ?? .infinity { try remember(loss) }
    }
    return losses
  }

  /// Gives the model the weights of its best epoch.
  public func keepBest() throws(EngineError) {
    guard best != nil else { return }
    for (weight, kept) in zip(model.parameters, bestWeights) { try weight.update(kept.value) }
  }

  private func heldOutLoss() throws(EngineError) -> Double? {
    guard let (x, targets) = heldOut else { return nil }
    return Double(try crossEntropy(model(x, .inference), targets: targets).value())
  }

  private func remember(_ loss: Double) throws(EngineError) {
    best = (loss, epoch)
    for (weight, kept) in zip(model.parameters, bestWeights) { try kept.update(weight.value) }
  }
}

// MARK: - Going on after a stop

extension DNNTraining {
  public func save(to url: URL) throws {
    var further: [String: String] = [:]
    if let best {
      further["bestEpoch"] = "\(best.epoch)"
      // Bits, so that all comes out as it would have without a stop.
      further["bestLoss"] = "\(best.loss.bitPattern)"
    }
    try checkpoint.save(to: url, epoch: epoch, seed: seed, further: further)
  }

  public func restore(from url: URL) throws {
    let (epoch, further) = try checkpoint.restore(from: url, seed: seed)
    self.epoch = epoch
    if let bestEpoch = further["bestEpoch"].flatMap(Int.init),
      let bits = further["bestLoss"].flatMap(UInt64.init)
    {
      best = (Double(bitPattern: bits), bestEpoch)
    }
  }

  private var checkpoint: Checkpoint {
    let kept = bestWeights.enumerated().map { StateEntry("best.\($0)", .statistic($1)) }
    return Checkpoint(model.state(named: "model") + optimizer.state(named: "adam") + kept)
  }
}
