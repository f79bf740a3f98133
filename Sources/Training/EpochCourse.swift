public import Engine
public import Files
public import Foundation
public import Kernels
public import Random

/// A course by epochs, each of which goes over its batches once and may end with a look at what is
/// held out.
public final class EpochCourse<Batch: Sendable>: Course {
  /// The batches of an epoch.
  public struct Batches {
    let count: Int
    let load: @Sendable (_ number: Int) -> Batch

    /// - Parameters:
    ///   - count: how many there are.
    ///   - load: makes one of them, from its number from 0, on another thread while the device
    ///     works on the one before.
    public init(_ count: Int, load: @escaping @Sendable (_ number: Int) -> Batch) {
      self.count = count
      self.load = load
    }
  }

  /// Where a step is taken, and its random numbers.
  public struct Place {
    /// The epoch, and the step within it; both from 0.
    public let epoch, step: Int
    /// Numbers that no other step draws.
    public let random: any RandomSource
  }

  /// What progress is counted in.
  public enum Unit: Sendable {
    case epochs
    /// In steps, of which an epoch has so many.
    case steps(anEpoch: Int)
  }

  /// Moves the weights by one batch.
  public typealias Step = (Batch, Place) throws(EngineError) -> StepLosses

  /// Epochs done so far, and the most that there will be.
  public private(set) var epoch = 0
  public let epochs: Int
  /// Steps taken so far, in all epochs.
  public private(set) var step = 0
  public let checkpoints: CheckpointInterval
  public let earlyStopping: EarlyStopping?
  /// Steps done of the epoch under way, and the sums of their losses.
  private var stepOfEpoch = 0
  private var losses = LossSums()
  /// What is left of the epoch's batches; nil before its first step.
  private var batches: Prefetcher<Batch>?
  private var batchCount = 0
  private let unit: Unit
  private let state: [StateEntry]
  private let seed: UInt64
  /// The random numbers of a step.
  private let random: (_ step: Int) -> any RandomSource
  private let form: MetricsForm
  private let describe: @Sendable ([NamedValue]) -> String
  private let begin: (_ epoch: Int) -> Batches
  private let body: Step

  /// - Parameters:
  ///   - epochs: the most that there will be.
  ///   - unit: what progress is counted in.
  ///   - state: of networks and optimizers, each with a name of its own.
  ///   - checkpoints: when they are due.
  ///   - earlyStopping: what ends the training before its last epoch; nil where nothing does.
  ///   - form: where an epoch's values stand in a line of metrics.
  ///   - describe: an epoch's losses, and the score of what is held out, in a few words.
  ///   - purpose: of the steps' random numbers.
  ///   - series: which of several trainings of one kind.
  ///   - seed: decides what each step draws.
  ///   - batches: those of an epoch, whose number is from 0.
  ///   - step: takes one step.
  public init(
    epochs: Int, unit: Unit = .epochs, state: [StateEntry],
    checkpoints: CheckpointInterval = .after(.seconds(60)), earlyStopping: EarlyStopping? = nil,
    form: MetricsForm = .losses,
    describe: @escaping @Sendable ([NamedValue]) -> String = CourseRecord.digits(4),
    purpose: some RandomPurpose, series: Int = 0, seed: UInt64, on kernels: Kernels,
    batches: @escaping (_ epoch: Int) -> Batches, step: @escaping Step
  ) {
    self.epochs = epochs
    self.unit = unit
    self.state = state
    self.checkpoints = checkpoints
    self.earlyStopping = earlyStopping
    self.form = form
    self.describe = describe
    self.seed = seed
    random = { step in
      PhiloxSource(
        seed: seed, at: RandomAddress(purpose, series: series, step: step), on: kernels)
    }
    begin = batches
    body = step
  }

  /// A course over rows without early stopping: every epoch goes over all of them once, in an order
  /// of its own.
  ///
  /// - Parameters:
  ///   - rows: how many there are.
  ///   - batch: how many a step takes.
  ///   - state: of networks and optimizers, each with a name of its own.
  ///   - purpose: of the steps' random numbers.
  ///   - series: which of several trainings of one kind.
  ///   - seed: decides the orders, and what each step draws.
  ///   - load: makes the batch of some rows, with draws of its own.
  ///   - step: takes one step.
  public convenience init(
    epochs: Int, rows: Int, batch: Int, state: [StateEntry], purpose: some RandomPurpose,
    series: Int = 0, seed: UInt64, on kernels: Kernels,
    load: @escaping @Sendable (_ rows: [Int], inout SeededGenerator) -> Batch,
    step: @escaping Step
  ) {
    self.init(
      epochs: epochs, state: state, purpose: purpose, series: series, seed: seed, on: kernels,
      batches: { epoch in
        let order = BatchOrder.shuffled(rows, by: batch, seed: seed, epoch: epoch)
        return Batches(order.count) { number in
          var generator = SeededGenerator(seed: seed, stream: "epoch \(epoch) step \(number)")
          return load(order[number], &generator)
        }
      }, step: step)
  }

  public var recorded: Int { epoch }

  public var progress: CourseProgress {
    switch unit {
    case .epochs: CourseProgress(done: epoch, total: epochs)
    case .steps(let anEpoch): CourseProgress(done: step, total: epochs * anEpoch)
    }
  }

  public var isFinished: Bool {
    epoch >= epochs || earlyStopping?.isExhausted(after: epoch) ?? false
  }

  public func takeStep() throws -> CourseRecord? {
    let batches = beginEpoch()
    if let batch = batches.next() {
      let place = Place(epoch: epoch, step: stepOfEpoch, random: random(step))
      losses.append(try body(batch, place))
      (step, stepOfEpoch) = (step + 1, stepOfEpoch + 1)
    }
    return stepOfEpoch < batchCount ? nil : try endEpoch()
  }

  public func conclude() throws -> String? { try earlyStopping?.keepBest(of: epoch) }

  private func beginEpoch() -> Prefetcher<Batch> {
    if let batches { return batches }
    let all = begin(epoch)
    let begun = Prefetcher(stepOfEpoch..<all.count, all.load)
    (batches, batchCount) = (begun, all.count)
    return begun
  }

  private func endEpoch() throws -> CourseRecord {
    var values = try losses.means(overSteps: stepOfEpoch)
    if let loss = values.first(where: { !$0.value.isFinite }) {
      throw EngineError.notFinite(what: "the loss \(loss.name) of epoch \(epoch + 1)")
    }
    (epoch, stepOfEpoch, losses, batches) = (epoch + 1, 0, LossSums(), nil)
    if let earlyStopping, let score = try earlyStopping.listen(after: epoch) {
      values.append(NamedValue(earlyStopping.name, score))
    }
    return CourseRecord(epoch, unit: "epoch", form: form, describe: describe) { [values] in values }
  }
}

// MARK: - Going on after a stop

extension EpochCourse {
  public func save(to url: URL) throws {
    var progress = try losses.progress()
    progress["epoch"] = "\(epoch)"
    progress["step"] = "\(step)"
    progress["stepOfEpoch"] = "\(stepOfEpoch)"
    progress.merge(earlyStopping?.progress ?? [:]) { $1 }
    try checkpoint.save(to: url, progress: progress, seed: seed)
  }

  public func recorded(in url: URL) throws(FileError) -> Int { try count("epoch", in: url) }

  public func restore(from url: URL) throws {
    let progress = try checkpoint.restore(from: url, seed: seed)
    epoch = try progress.count("epoch", atMost: epochs)
    step = try progress.count("step", atMost: 1 << 32)
    stepOfEpoch = try progress.count(
      "stepOfEpoch", atMost: epoch < epochs ? begin(epoch).count : 0)
    losses = LossSums(progress.values)
    batches = nil
    try earlyStopping?.restore(progress, after: epoch)
  }

  private var checkpoint: Checkpoint { Checkpoint(state + (earlyStopping?.state ?? [])) }
}
