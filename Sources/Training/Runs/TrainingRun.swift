import Engine
import Files
import Foundation
public import Kernels
public import Ranks

/// A run under way: where it is kept, what computes, and who watches.
public struct TrainingRun {
  public let folder: RunFolder
  /// The folder's log, which gets a line for each record of a course.
  public let metrics: MetricsLog
  public let kernels: Kernels
  public let observer: any TrainingObserver
  /// This process among those that share the run; nil where it has all of it.
  public let joined: JoinedRun?
  /// The processes that compute each training together, of which the first writes.
  public let ranks: Ranks
  /// What trainings are only rehearsed for; nil where they are done.
  public let rehearsal: Rehearsal?

  public init(
    _ folder: RunFolder, metrics: MetricsLog, on kernels: Kernels, observer: any TrainingObserver,
    joined: JoinedRun? = nil, among ranks: Ranks = .alone, rehearsal: Rehearsal? = nil
  ) {
    self.ranks = ranks
    self.folder = folder
    self.metrics = metrics
    self.joined = joined
    self.rehearsal = rehearsal
    self.kernels = kernels
    self.observer = observer
  }

  /// Takes a course from its newest checkpoint, or from the start, to its end. It is saved then, at
  /// a wish to stop, and whenever a checkpoint is due.
  ///
  /// - Parameters:
  ///   - part: the name of this part of the run, which its checkpoints and metrics carry.
  ///   - atCheckpoint: gets the number of steps taken at every checkpoint.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges,
  ///   `.weights` where the newest checkpoint is of another training; `FileError` where the run
  ///   cannot be written; `RankError` where another process is gone; what `atCheckpoint` throws.
  public func finish(
    _ course: some Course, part: String, atCheckpoint: (_ step: Int) throws -> Void = { _ in }
  ) throws {
    if let rehearsal { return try rehearsal.take(course) }
    let store = ranks.isFirst ? try folder.checkpoints(of: part) : nil
    if let store { try restore(course, from: store, part: part) }
    try course.follow(ranks)
    observer.begin(part, steps: course.progress.total, done: course.progress.done)
    var (pending, note) = (CourseRecord?.none, "")
    var (saved, saving) = (ContinuousClock.now, Duration.zero)
    while !course.isFinished {
      let record = try course.takeStep(among: ranks)
      // What a first step lacks is compiled now, so that the time of later ones tells of those to come.
      do { try kernels.queue.flush() } catch { throw EngineError.device(error) }
      // Records are read one step late, while the device works on the next.
      if let earlier = pending { note = try write(earlier, part: part) }
      pending = record
      observer.advance(to: course.progress.done, note)
      let (stop, isDue) = try agreed(
        stop: observer.isStopRequested && !course.isFinished,
        isDue: course.checkpoints.isDue(
          step: course.step, endsEpoch: record != nil, unsaved: saved.duration(to: .now),
          saving: saving))
      guard stop || course.isFinished || isDue else { continue }
      if let last = pending.take() {
        note = try write(last, part: part)
        observer.advance(to: course.progress.done, note)
      }
      // A checkpoint must not know more than the metrics that the disk holds.
      if ranks.isFirst { try metrics.sync() }
      let begun = ContinuousClock.now
      try save(course, to: store)
      saved = .now
      saving = begun.duration(to: saved)
      if ranks.isFirst { try atCheckpoint(course.step) }
      if stop { throw TrainingInterrupted(part: part) }
    }
    if let line = try course.conclude() { observer.say("\(part): \(line)") }
  }

  /// Whether all processes stop, as where any of them is told to, and whether they save, as the first does.
  private func agreed(stop: Bool, isDue: Bool) throws -> (stop: Bool, isDue: Bool) {
    if ranks.isAlone { return (stop, isDue) }
    let votes = try ranks.sum([stop ? 1 : 0, isDue && ranks.isFirst ? 1 : 0])
    return (votes[0] > 0, votes[1] > 0)
  }

  /// Goes on from the newest checkpoint that is whole and knows no more than the metrics do, and drops
  /// the metrics of what comes after it. Where all know more, a training begins anew that had come to its
  /// first; one that is further goes on without the lines that are missing.
  ///
  /// - Throws: `EngineError.weights` where a checkpoint is of another training; `FileError` where
  ///   the folder cannot be listed or the metrics cannot be written.
  private func restore(
    _ course: some Course, from store: CheckpointStore, part: String
  ) throws {
    let recorded = metrics.recorded(of: part)
    let checkpoints = try store.checkpoints
    var ahead: [CheckpointStore.Checkpoint] = []
    for checkpoint in checkpoints {
      if let known = try? course.recorded(in: checkpoint.url.appendingPathComponent(stateFile)),
        known > recorded
      {
        ahead.append(checkpoint)
      } else if try restore(course, from: checkpoint, part: part) {
        observer.say("\(part): going on after step \(checkpoint.step)")
        return try metrics.forget(part, after: course.recorded)
      }
    }
    if !ahead.isEmpty {
      let goesOn =
        try checkpoints.count > 1
        && ahead.contains { try restore(course, from: $0, part: part) }
      observer.warn(
        "\(metrics.path) lacks lines of \(part) from step \(recorded + 1) on; the training "
          + (goesOn ? "goes on after step \(course.step) all the same." : "begins anew."))
    }
    try metrics.forget(part, after: course.recorded)
  }

  /// - Returns: whether the checkpoint is whole; one that is not is named.
  /// - Throws: `EngineError.weights` where it is of another training.
  private func restore(
    _ course: some Course, from checkpoint: CheckpointStore.Checkpoint, part: String
  ) throws -> Bool {
    do {
      try course.restore(from: checkpoint.url.appendingPathComponent(stateFile))
      return true
    } catch let error as FileError {
      observer.warn("\(part): the checkpoint of step \(checkpoint.step) is passed over: \(error)")
      return false
    }
  }

  private func save(_ course: some Course, to store: CheckpointStore?) throws {
    guard let store else { return try course.save(to: nil, among: ranks) }
    let checkpoint = try store.begin(step: course.step)
    try course.save(to: checkpoint.url.appendingPathComponent(stateFile), among: ranks)
    try store.finish(checkpoint, step: course.step)
  }

  /// Adds a line of metrics.
  ///
  /// - Returns: its values in a few words.
  /// - Throws: `EngineError.notFinite` where a value is no finite number, `.device` where it cannot
  ///   be read; `FileError` where the line cannot be written.
  private func write(_ record: CourseRecord, part: String) throws -> String {
    let values = try record.values()
    if let loss = values.first(where: { !$0.value.isFinite }) {
      throw EngineError.notFinite(
        what: "the loss \(loss.name) of \(part) in \(record.unit) \(record.number)")
    }
    guard ranks.isFirst else { return "" }
    try metrics.append(
      MetricsLine(part: part, step: record.number, values: values, form: record.form))
    return record.describe(values)
  }
}

/// The file of a checkpoint's folder.
private let stateFile = "state.safetensors"
