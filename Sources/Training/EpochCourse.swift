public import Engine
public import Files
public import Foundation
public import Kernels
public import Random
public import Ranks

/// A course by epochs, each of which goes over its batches once and may end with a look at what is
/// held out.
public final class EpochCourse<Batch: Sendable>: Course {
  /// The batches of an epoch.
  public struct Batches {
    /// How many samples each has.
    let sizes: [Int]
    let load: @Sendable (_ number: Int, _ samples: Range<Int>) -> Batch

    /// - Parameters:
    ///   - sizes: how many samples each has.
    ///   - load: makes some samples of one of them, from its number from 0, on another thread while the
    ///     device works on the one before.
    public init(
      _ sizes: [Int], load: @escaping @Sendable (_ number: Int, _ samples: Range<Int>) -> Batch
    ) {
      self.sizes = sizes
      self.load = load
    }

    /// - Parameters:
    ///   - order: the elements of each.
    ///   - load: makes a batch, or a part of one, of some elements.
    public init(_ order: [[Int]], load: @escaping @Sendable (_ elements: [Int]) -> Batch) {
      self.init(order.map(\.count)) { number, samples in load(Array(order[number][samples])) }
    }
  }

  /// Where a step is taken, and its random numbers.
  public struct Place {
    /// The epoch, and the step within it; both from 0.
    public let epoch, step: Int
    /// Numbers that no other step draws.
    public let random: any RandomSource
    /// The samples of the batch that are computed here.
    public var share: BatchShare { random.share }
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
  private var sizes: [Int] = []
  private let unit: Unit
  private let state: [StateEntry]
  private let seed: UInt64
  /// The random numbers of a step.
  private let random: (_ step: Int, BatchShare) -> any RandomSource
  private let dividesBatches: Bool
  private let form: MetricsForm
  private let describe: @Sendable ([NamedValue]) -> String
  private let learningRate: ((_ epoch: Int) -> Double)?
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
  ///   - learningRate: that of an epoch from 0 on, where it is to be written down; nil where it is always the
  ///     same.
  ///   - purpose: of the steps' random numbers.
  ///   - series: which of several trainings of one kind.
  ///   - dividesBatches: whether several processes each take samples of a batch; else each takes all, for
  ///     steps whose losses are no means over samples of one kind.
  ///   - seed: decides what each step draws.
  ///   - batches: those of an epoch, whose number is from 0.
  ///   - step: takes one step.
  public init(
    epochs: Int, unit: Unit = .epochs, state: [StateEntry],
    checkpoints: CheckpointInterval = .after(.seconds(60)), earlyStopping: EarlyStopping? = nil,
    form: MetricsForm = .losses,
    describe: @escaping @Sendable ([NamedValue]) -> String = CourseRecord.digits(4),
    learningRate: ((_ epoch: Int) -> Double)? = nil,
    purpose: some RandomPurpose, series: Int = 0, dividesBatches: Bool = true, seed: UInt64,
    on kernels: Kernels,
    batches: @escaping (_ epoch: Int) -> Batches, step: @escaping Step
  ) {
    self.epochs = epochs
    self.unit = unit
    self.state = state
    self.checkpoints = checkpoints
    self.earlyStopping = earlyStopping
    self.form = form
    self.describe = describe
    self.learningRate = learningRate
    self.seed = seed
    self.dividesBatches = dividesBatches
    random = { step, share in
      PhiloxSource(
        seed: seed, at: RandomAddress(purpose, series: series, step: step), for: share, on: kernels)
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
  ///   - dividesBatches: as above.
  ///   - seed: decides the orders, and what each step draws.
  ///   - load: makes some samples of the batch of some rows, with draws of its own, which are the same
  ///     whichever samples are asked for.
  ///   - step: takes one step.
  public convenience init(
    epochs: Int, rows: Int, batch: Int, state: [StateEntry], purpose: some RandomPurpose,
    series: Int = 0, dividesBatches: Bool = true, seed: UInt64, on kernels: Kernels,
    load:
      @escaping @Sendable (_ rows: [Int], _ samples: Range<Int>, inout SeededGenerator) -> Batch,
    step: @escaping Step
  ) {
    self.init(
      epochs: epochs, state: state, purpose: purpose, series: series,
      dividesBatches: dividesBatches, seed: seed, on: kernels,
      batches: { epoch in
        let order = BatchOrder.shuffled(rows, by: batch, seed: seed, epoch: epoch)
        return Batches(order.map(\.count)) { number, samples in
          var generator = SeededGenerator(seed: seed, stream: "epoch \(epoch) step \(number)")
          return load(order[number], samples, &generator)
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

  public func takeStep(among all: Ranks) throws -> CourseRecord? {
    let ranks = divided(among: all)
    let batches = beginEpoch(among: ranks)
    if let batch = batches.next() {
      let share = BatchShare(of: sizes[stepOfEpoch], among: ranks)
      let place = Place(epoch: epoch, step: stepOfEpoch, random: random(step, share))
      losses.append(try body(batch, place), weight: share.weight)
      (step, stepOfEpoch) = (step + 1, stepOfEpoch + 1)
    }
    return stepOfEpoch < sizes.count ? nil : try endEpoch(among: all)
  }

  public func conclude() throws -> String? {
    guard let earlyStopping, let told = try earlyStopping.keepBest(of: epoch) else { return nil }
    // Nothing ended it but the limit.
    return earlyStopping.best?.epoch == epochs
      ? "\(told), as many as were allowed: more might be better still" : told
  }

  private func divided(among ranks: Ranks) -> Ranks { dividesBatches ? ranks : .alone }

  private func beginEpoch(among ranks: Ranks) -> Prefetcher<Batch> {
    if let batches { return batches }
    let all = begin(epoch)
    let begun = Prefetcher(stepOfEpoch..<all.sizes.count) { [sizes = all.sizes, load = all.load] in
      load($0, BatchShare(of: sizes[$0], among: ranks).samples)
    }
    (batches, sizes) = (begun, all.sizes)
    return begun
  }

  private func endEpoch(among ranks: Ranks) throws -> CourseRecord {
    var values = try losses.means(overSteps: stepOfEpoch, among: divided(among: ranks))
    if let loss = values.first(where: { !$0.value.isFinite }) {
      throw EngineError.notFinite(what: "the loss \(loss.name) of epoch \(epoch + 1)")
    }
    (epoch, stepOfEpoch, losses, batches) = (epoch + 1, 0, LossSums(), nil)
    if let earlyStopping, let score = try earlyStopping.listen(after: epoch, among: ranks) {
      values.append(NamedValue(earlyStopping.name, score))
    }
    let rate = learningRate.map { NamedValue("learningRate", $0(epoch - 1)) }
    // Whoever watches is told what was learnt.
    return CourseRecord(
      epoch, unit: "epoch", form: form,
      describe: { [describe] in describe($0.filter { $0.name != rate?.name }) },
      values: { [values] in values + [rate].compactMap(\.self) })
  }
}

// MARK: - Going on after a stop

extension EpochCourse {
  public func save(to url: URL?, among ranks: Ranks) throws {
    let progress = try progress(among: ranks)
    if let url { try checkpoint.save(to: url, progress: progress, seed: seed) }
  }

  private func progress(among ranks: Ranks) throws -> [String: String] {
    var progress = try losses.progress(among: divided(among: ranks))
    progress["epoch"] = "\(epoch)"
    progress["step"] = "\(step)"
    progress["stepOfEpoch"] = "\(stepOfEpoch)"
    return progress.merging(earlyStopping?.progress ?? [:]) { $1 }
  }

  public func recorded(in url: URL) throws(FileError) -> Int { try count("epoch", in: url) }

  public func restore(from url: URL) throws {
    try goOn(after: checkpoint.restore(from: url, seed: seed), isFirst: true)
  }

  public func follow(_ ranks: Ranks) throws {
    if ranks.isAlone { return }
    let own = ranks.isFirst ? try progress(among: .alone) : [:]
    let progress = try ranks.fromFirst { own }
    try checkpoint.follow(ranks)
    if ranks.isFirst { return }
    try goOn(after: RestoredProgress(file: "the first process", values: progress), isFirst: false)
  }

  private func goOn(after progress: RestoredProgress, isFirst: Bool) throws {
    epoch = try progress.count("epoch", atMost: epochs)
    step = try progress.count("step", atMost: 1 << 32)
    stepOfEpoch = try progress.count(
      "stepOfEpoch", atMost: epoch < epochs ? begin(epoch).sizes.count : 0)
    losses = LossSums(progress.values, isFirst: isFirst || !dividesBatches)
    batches = nil
    try earlyStopping?.restore(progress, after: epoch)
  }

  private var checkpoint: Checkpoint { Checkpoint(state + (earlyStopping?.state ?? [])) }
}
