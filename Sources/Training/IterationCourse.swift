public import Engine
public import Files
public import Foundation
public import Kernels
public import Random
public import Ranks

/// A course by iterations, each of which is written down.
public final class IterationCourse<Batch: Sendable>: Course {
  /// Moves the weights by one batch, with random numbers that no other step draws.
  public typealias Step = (Batch, any RandomSource) throws(EngineError) -> StepLosses

  /// What is seen now and then, such as of what is held out.
  public struct Look {
    let every: Int
    let values: () throws -> [NamedValue]

    /// - Parameters:
    ///   - every: iterations from one look to the next; the last is looked at too.
    ///   - values: takes it; it changes nothing.
    public init(every: Int, values: @escaping () throws -> [NamedValue]) {
      (self.every, self.values) = (every, values)
    }
  }

  /// Iterations done so far, and all that there will be.
  public private(set) var step = 0
  public let iterations: Int
  public let checkpoints: CheckpointInterval
  private let state: [StateEntry]
  private let seed: UInt64
  /// The random numbers of an iteration.
  private let random: (_ iteration: Int, BatchShare) -> any RandomSource
  private let load: @Sendable (_ iteration: Int, _ samples: Range<Int>) -> Batch
  private let batch: Int
  private let body: Step
  private let look: Look?
  /// The batches of the iterations to come; nil before the first step.
  private var batches: Prefetcher<Batch>?

  /// - Parameters:
  ///   - batch: samples a step.
  ///   - checkpointEvery: iterations from one checkpoint to the next.
  ///   - state: of networks and optimizers, each with a name of its own.
  ///   - purpose: of the iterations' random numbers.
  ///   - seed: decides what each step draws.
  ///   - load: makes some samples of the batch of an iteration, from 0, on another thread.
  ///   - look: is taken after some of the steps; none where nil.
  ///   - step: takes one step.
  public init(
    iterations: Int, batch: Int, checkpointEvery: Int, state: [StateEntry],
    purpose: some RandomPurpose,
    seed: UInt64, on kernels: Kernels, look: Look? = nil,
    load: @escaping @Sendable (_ iteration: Int, _ samples: Range<Int>) -> Batch,
    step: @escaping Step
  ) {
    self.iterations = iterations
    checkpoints = .steps(checkpointEvery)
    self.state = state
    self.seed = seed
    random = {
      PhiloxSource(seed: seed, at: RandomAddress(purpose, step: $0), for: $1, on: kernels)
    }
    self.load = load
    self.batch = batch
    self.look = look
    body = step
  }

  public var recorded: Int { step }

  public var progress: CourseProgress { CourseProgress(done: step, total: iterations) }

  public var isFinished: Bool { step >= iterations }

  public func takeStep(among ranks: Ranks) throws -> CourseRecord? {
    let share = BatchShare(of: batch, among: ranks)
    let begun = batches ?? Prefetcher(step..<iterations) { [load] in load($0, share.samples) }
    batches = begun
    guard let batch = begun.next() else { return nil }
    // Begun before the next step is enqueued, behind which the device would do it: who waits for the
    // losses then lets the device run dry.
    let losses = try body(batch, random(step, share)).map {
      ($0.name, try $0.loss.startReading())
    }
    step += 1
    var seen: [NamedValue] = []
    if let look, step % look.every == 0 || isFinished { seen = try look.values() }
    return CourseRecord(step, unit: "iteration", describe: CourseRecord.digits(3)) {
      let own = try losses.map { share.weight * Double(try $0.1.wait()[0]) }
      return zip(losses, try ranks.sum(own)).map { NamedValue($0.0, $1) } + seen
    }
  }

  public func conclude() -> String? { nil }
}

// MARK: - Going on after a stop

extension IterationCourse {
  public func save(to url: URL?, among ranks: Ranks) throws {
    if let url { try Checkpoint(state).save(to: url, progress: ["step": "\(step)"], seed: seed) }
  }

  public func recorded(in url: URL) throws(FileError) -> Int { try count("step", in: url) }

  public func restore(from url: URL) throws {
    step = try Checkpoint(state).restore(from: url, seed: seed).count("step", atMost: iterations)
    batches = nil
  }

  public func follow(_ ranks: Ranks) throws {
    if ranks.isAlone { return }
    step = try ranks.fromFirst { step }
    try Checkpoint(state).follow(ranks)
    if !ranks.isFirst { batches = nil }
  }
}
