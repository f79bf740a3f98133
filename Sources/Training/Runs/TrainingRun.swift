import Engine
import Files
import Foundation
public import Kernels

/// A run under way: where it is kept, what computes, and who watches.
public struct TrainingRun {
  public let folder: RunFolder
  /// The folder's log, which gets a line for each record of a course.
  public let metrics: MetricsLog
  public let kernels: Kernels
  public let observer: any TrainingObserver
  /// This process among those that share the run; nil where it has all of it.
  public let joined: JoinedRun?
  /// What trainings are only rehearsed for; nil where they are done.
  public let rehearsal: Rehearsal?

  public init(
    _ folder: RunFolder, metrics: MetricsLog, on kernels: Kernels, observer: any TrainingObserver,
    joined: JoinedRun? = nil, rehearsal: Rehearsal? = nil
  ) {
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
  ///   cannot be written; what `atCheckpoint` throws.
  public func finish(
    _ course: some Course, part: String, atCheckpoint: (_ step: Int) throws -> Void = { _ in }
  ) throws {
    if let rehearsal { return try rehearsal.take(course) }
    let store = try folder.checkpoints(of: part)
    try restore(course, from: store, part: part)
    observer.begin(part, steps: course.progress.total, done: course.progress.done)
    var (pending, note) = (CourseRecord?.none, "")
    var (saved, saving) = (ContinuousClock.now, Duration.zero)
    while !course.isFinished {
      let record = try course.takeStep()
      // What a first step lacks is compiled now, so that the time of later ones tells of those to come.
      do { try kernels.queue.flush() } catch { throw EngineError.device(error) }
      // Records are read one step late, while the device works on the next.
      if let earlier = pending { note = try write(earlier, part: part) }
      pending = record
      observer.advance(to: course.progress.done, note)
      let stop = observer.isStopRequested && !course.isFinished
      let isDue = course.checkpoints.isDue(
        step: course.step, endsEpoch: record != nil, unsaved: saved.duration(to: .now),
        saving: saving)
      guard stop || course.isFinished || isDue else { continue }
      if let last = pending.take() {
        note = try write(last, part: part)
        observer.advance(to: course.progress.done, note)
      }
      // A checkpoint must not know more than the metrics that the disk holds.
      try metrics.sync()
      let begun = ContinuousClock.now
      try save(course, to: store)
      saved = .now
      saving = begun.duration(to: saved)
      try atCheckpoint(course.step)
      if stop { throw TrainingInterrupted(part: part) }
    }
    if let line = try course.conclude() { observer.say("\(part): \(line)") }
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

  private func save(_ course: some Course, to store: CheckpointStore) throws {
    let checkpoint = try store.begin(step: course.step)
    try course.save(to: checkpoint.url.appendingPathComponent(stateFile))
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
    try metrics.append(
      MetricsLine(part: part, step: record.number, values: values, form: record.form))
    return record.describe(values)
  }
}

/// The file of a checkpoint's folder.
private let stateFile = "state.safetensors"
