import Engine
import Files
import Foundation
import Kernels
import Random
import TestSupport
import Testing

@testable import Training

/// One driver for all courses: what it writes, saves and says, and how it goes on.
struct TrainingRunTests {
  private let temporary: TemporaryFolder
  private let folder: RunFolder
  private let kernels: Kernels

  init() throws {
    temporary = try TemporaryFolder()
    folder = try RunFolder(
      creating: temporary("run"), settings: TinySettings(.slow),
      environment: RunEnvironment(device: "d", driver: "1", version: "1", seed: 1, data: [:]))
    kernels = try testKernels()
  }

  private enum Purpose: UInt8, RandomPurpose {
    case steps = 1
  }

  /// A number that every step of an epoch of two adds its own to.
  private func course(
    epochs: Int = 3, stopping: EarlyStopping? = nil, weight: Parameter? = nil,
    loss: @escaping (Float) -> Float = { $0 }
  ) throws -> EpochCourse<Float> {
    let kernels = kernels
    let weight = try weight ?? Parameter(Tensor([0], [1], on: kernels))
    return EpochCourse(
      epochs: epochs, unit: .steps(anEpoch: 2),
      state: [StateEntry("weight", .parameter(weight))],
      checkpoints: .steps(2), earlyStopping: stopping, purpose: Purpose.steps,
      seed: 1, on: kernels,
      batches: { epoch in EpochCourse.Batches([1, 1]) { number, _ in Float(10 * epoch + number) } },
      step: { (batch, _) throws(EngineError) in
        try weight.update(Tensor([try weight.value.value() + batch], [1], on: kernels))
        return [("sum", try Tensor([loss(try weight.value.value())], [], on: kernels))]
      })
  }

  /// Notes what it is told, and wishes to stop after some steps.
  private final class Observer: TrainingObserver {
    private(set) var lines: [String] = []
    private(set) var notes: [String] = []
    var stepsUntilStop = Int.max

    func begin(_ stage: String, steps: Int, done: Int) {
      lines.append("\(stage) \(done)/\(steps)")
    }
    func advance(to step: Int, _ note: String) {
      stepsUntilStop -= 1
      notes.append(note)
    }
    func advance(to left: PartsLeft) {}
    func advance(toPart done: Int, of total: Int) {}
    func say(_ line: String) { lines.append(line) }
    func warn(_ sentence: String) { lines.append("warning: \(sentence)") }
    var isStopRequested: Bool { stepsUntilStop <= 0 }
  }

  private func finish(
    _ course: some Course, _ observer: Observer = Observer(), atCheckpoint: (Int) -> Void = { _ in }
  ) throws {
    try TrainingRun(folder, metrics: folder.metrics(), on: kernels, observer: observer)
      .finish(course, part: "part", atCheckpoint: atCheckpoint)
  }

  private func metrics() throws -> [String] {
    try String(contentsOf: folder.file("metrics.jsonl"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  @Test func anEpochIsALineAndACheckpoint() throws {
    var checkpoints: [Int] = []
    let observer = Observer()
    try finish(try course(), observer) { checkpoints.append($0) }
    // Sums after each step: 0, 1; 11, 22; 42, 63.
    #expect(
      try metrics()
        == [0.5, 16.5, 52.5].enumerated().map {
          #"{"losses":{"sum":\#($1)},"part":"part","step":\#($0 + 1)}"#
        })
    #expect(checkpoints == [2, 4, 6])
    #expect(observer.lines == ["part 0/6"])
    #expect(observer.notes.last == "loss: sum 52.5000")
  }

  @Test(arguments: 1...5)
  func goesOnAfterAnyStep(steps: Int) throws {
    // Sums after each step: 0, 1; 11, 22; 42, 63.
    let undisturbed = [0.5, 16.5, 52.5].enumerated().map {
      #"{"losses":{"sum":\#($1)},"part":"part","step":\#($0 + 1)}"#
    }
    let observer = Observer()
    observer.stepsUntilStop = steps
    #expect(throws: TrainingInterrupted(part: "part")) { try finish(try course(), observer) }
    let weight = Parameter(try Tensor([0], [1], on: kernels))
    let again = Observer()
    try finish(try course(weight: weight), again)
    #expect(again.lines.first?.hasPrefix("part: going on after step") == true)
    #expect(try weight.value.values() == [63])
    #expect(try metrics() == undisturbed)
  }

  /// Both checkpoints are damaged: the training begins anew, and keeps what it saves from then on.
  @Test func damagedCheckpointsAreReplaced() throws {
    try finish(try course())
    let store = try folder.checkpoints(of: "part")
    for checkpoint in try store.checkpoints {
      let file = checkpoint.url.appendingPathComponent("state.safetensors")
      try Data("no weights".utf8).write(to: file)
    }
    let observer = Observer()
    observer.stepsUntilStop = 1
    #expect(throws: TrainingInterrupted(part: "part")) { try finish(try course(), observer) }
    #expect(observer.lines.count { $0.contains("is passed over") } == 2)
    #expect(try store.checkpoints.map(\.step) == [1])
    let again = Observer()
    try finish(try course(), again)
    #expect(again.lines.first == "part: going on after step 1")
  }

  /// As after a power failure that tore the last line, where an older checkpoint does not know of it; and
  /// where lines are missing that every checkpoint knows of.
  @Test func aCheckpointThatKnowsMoreThanTheMetricsIsPassedOver() throws {
    try finish(try course())
    let whole = try metrics()
    try Data((whole[0] + "\n" + whole[1] + "\n" + whole[2].prefix(20)).utf8)
      .write(to: folder.file("metrics.jsonl"))
    let observer = Observer()
    try finish(try course(), observer)
    #expect(observer.lines.first == "part: going on after step 4")
    #expect(try metrics() == whole)

    try Data((whole[0] + "\n").utf8).write(to: folder.file("metrics.jsonl"))
    let weight = Parameter(try Tensor([0], [1], on: kernels))
    let again = Observer()
    try finish(try course(weight: weight), again)
    #expect(
      again.lines.first?.contains("metrics.jsonl lacks lines of part from step 2 on") == true)
    #expect(try weight.value.values() == [63])
  }

  /// The first checkpoint has none before it.
  @Test func aTrainingThatHasComeToItsFirstCheckpointBeginsAnew() throws {
    let first = Observer()
    first.stepsUntilStop = 2
    #expect(throws: TrainingInterrupted(part: "part")) { try finish(try course(), first) }
    try Data().write(to: folder.file("metrics.jsonl"))
    let observer = Observer()
    let weight = Parameter(try Tensor([0], [1], on: kernels))
    try finish(try course(weight: weight), observer)
    #expect(observer.lines.first?.hasSuffix("the training begins anew.") == true)
    #expect(try weight.value.values() == [63] && metrics().count == 3)
  }

  /// A bit of the newest checkpoint has changed.
  @Test func aCheckpointThatIsNotAsItWasWrittenIsPassedOver() throws {
    try finish(try course())
    let whole = try metrics()
    let newest = try #require(folder.checkpoints(of: "part").checkpoints.first)
    let file = newest.url.appendingPathComponent("state.safetensors")
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: file)
    let observer = Observer()
    let weight = Parameter(try Tensor([0], [1], on: kernels))
    try finish(try course(weight: weight), observer)
    #expect(
      observer.lines.first?.hasPrefix("warning: part: the checkpoint of step 6 is passed over")
        == true)
    #expect(observer.lines.dropFirst().first == "part: going on after step 4")
    #expect(try weight.value.values() == [63] && metrics() == whole)
  }

  @Test func outcomesThatAreNotAsTheyWereWrittenAreComputedAnew() throws {
    let observer = Observer()
    let run = TrainingRun(folder, metrics: try folder.metrics(), on: kernels, observer: observer)
    #expect(try run.kept("fold1") { [0.25] } == [0.25])
    #expect(try run.kept("fold1") { [1] } == [0.25])
    let file = folder.file("folds/fold1.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("2", with: "3").utf8).write(to: file)
    #expect(try run.kept("fold1") { [0.5] } == [0.5])
    #expect(observer.lines.count == 1 && observer.lines[0].contains("by its checksum"))
    #expect(try run.kept("fold1") { [1] } == [0.5])
    // As an earlier version kept them.
    try FileManager.default.removeItem(at: folder.file("folds/fold1.json.sha256"))
    #expect(try run.kept("fold1") { [1] } == [0.5])
    // Cut off: nothing told that before, and so what helps is said.
    let whole = try Data(contentsOf: file)
    try whole.dropLast(3).write(to: file)
    let error = #expect(throws: FileError.self) { try run.kept("fold1") { [1] } }
    #expect(error?.description.contains("fold1.json: ") == true)
    #expect(error?.description.contains("remove the file") == true)
  }

  /// The steps of a course draw numbers of their own, by epochs as by iterations.
  @Test func everyStepDrawsOtherNumbers() throws {
    let kernels = kernels
    let weight = StateEntry("weight", .parameter(Parameter(try Tensor([0], [1], on: kernels))))
    let byEpochs = EpochCourse<Int>(
      epochs: 3, state: [weight], purpose: Purpose.steps, seed: 1, on: kernels,
      batches: { _ in EpochCourse.Batches([1]) { number, _ in number } },
      step: { (_, place) throws(EngineError) in
        [("drawn", try place.random.uniform([1], in: 0...1))]
      })
    let byIterations = IterationCourse<Int>(
      iterations: 3, batch: 1, checkpointEvery: 1, state: [weight], purpose: Purpose.steps, seed: 1,
      on: kernels, load: { iteration, _ in iteration },
      step: { (_, random) throws(EngineError) in [("drawn", try random.uniform([1], in: 0...1))] })
    let courses: [any Course] = [byEpochs, byIterations]
    let drawn = try courses.map { course in
      try (0..<3).map { _ in try #require(try course.takeStep()).values()[0].value }
    }
    #expect(drawn.allSatisfy { Set($0).count == 3 }, "\(drawn)")
    // Steps are addressed alike, whatever counts them.
    #expect(drawn[0] == drawn[1])
  }

  @Test func checkpointsAreDueWhereTheyAreAskedFor() {
    func due(
      _ interval: CheckpointInterval, step: Int, endsEpoch: Bool = false,
      unsaved: Duration = .zero, saving: Duration = .zero
    ) -> Bool {
      interval.isDue(step: step, endsEpoch: endsEpoch, unsaved: unsaved, saving: saving)
    }
    #expect(due(.steps(3), step: 6) && !due(.steps(3), step: 7, endsEpoch: true))
    let epochs = CheckpointInterval.epochs(orAfter: .seconds(600))
    #expect(due(epochs, step: 1, endsEpoch: true))
    #expect(!due(epochs, step: 1, unsaved: .seconds(599)))
    #expect(due(epochs, step: 1, unsaved: .seconds(601)))
    func dueWhereSavingTakesTwoSeconds(unsaved: Duration) -> Bool {
      due(epochs, step: 1, endsEpoch: true, unsaved: unsaved, saving: .seconds(2))
    }
    #expect(!dueWhereSavingTakesTwoSeconds(unsaved: .seconds(39)))
    #expect(dueWhereSavingTakesTwoSeconds(unsaved: .seconds(40)))
    let after = CheckpointInterval.after(.seconds(60))
    #expect(due(after, step: 1, unsaved: .seconds(61)))
    #expect(!due(after, step: 1, endsEpoch: true, unsaved: .seconds(59)))
  }

  @Test func aLossThatDivergesIsNotSaved() throws {
    let diverging = try course(loss: { $0 > 20 ? .nan : $0 })
    #expect(throws: EngineError.notFinite(what: "the loss sum of epoch 2")) {
      try finish(diverging)
    }
    #expect(try folder.checkpoints(of: "part").checkpoints.map(\.step) == [2])
  }

  @Test func aLimitThatEndsATrainingIsTold() throws {
    var scores = [0.5, 0.75][...]
    let stopping = EarlyStopping(
      "score", .highest, patience: 9, keeping: [], score: { _ in scores.popFirst() })
    let observer = Observer()
    try finish(try course(epochs: 2, stopping: stopping), observer)
    #expect(
      observer.lines.last
        == "part: epoch 2 is the best of 2, as many as were allowed: more might be better still")
  }

  @Test func earlyStoppingTakesUpTheBestEpoch() throws {
    let weight = Parameter(try Tensor([0], [1], on: kernels))
    var scores = [0.5, 0.75, 0.25, 0.75, 1][...]
    let stopping = EarlyStopping(
      "score", .highest, patience: 2, keeping: [weight], describe: { ", \($0)" },
      score: { _ in scores.popFirst() })
    let observer = Observer()
    try finish(try course(epochs: 9, stopping: stopping, weight: weight), observer)
    #expect(observer.lines.last == "part: epoch 2 is the best of 4, 0.75")
    // As it was after the second epoch.
    #expect(try weight.value.values() == [22])
    #expect(try metrics().count == 4 && metrics()[3].contains(#""score":0.75"#))
  }

  @Test func anotherCoursesCheckpointIsRefused() throws {
    try finish(try course())
    let other = IterationCourse<Int>(
      iterations: 2, batch: 1, checkpointEvery: 1, state: [], purpose: Purpose.steps, seed: 1,
      on: kernels,
      load: { iteration, _ in iteration },
      step: { (_, _) throws(EngineError) in [] })
    #expect(throws: EngineError.self) { try finish(other) }
  }

  /// Numbers that no training can have come to; a step of theirs would end the program.
  @Test(arguments: [
    ["epoch": "4"], ["step": "-1"], ["step": "9223372036854775807"], ["stepOfEpoch": "3"],
    ["bestEpoch": "2", "bestScore": "0"], ["bestEpoch": "-9223372036854775808", "bestScore": "0"],
  ])
  func progressThatCannotBeIsRefused(change: [String: String]) throws {
    let weight = Parameter(try Tensor([0], [1], on: kernels))
    let course = try course(
      stopping: EarlyStopping("score", .highest, patience: 2, keeping: [weight]) { _ in 1 },
      weight: weight)
    let url = temporary("state.safetensors")
    func save(_ change: [String: String]) throws {
      let entries = ["weight", "best.0"].map { StateEntry($0, .parameter(weight)) }
      let progress = ["epoch": "1", "step": "3", "stepOfEpoch": "1"].merging(change) { $1 }
      try Checkpoint(entries).save(to: url, progress: progress, seed: 1)
    }
    try save([:])
    try course.restore(from: url)
    try save(change)
    #expect(throws: EngineError.self) { try course.restore(from: url) }
  }

  @Test func sumsOfOtherLossesAreRefused() throws {
    let course = try course()
    let url = temporary("state.safetensors")
    try Checkpoint([StateEntry("weight", .parameter(Parameter(Tensor([0], [1], on: kernels))))])
      .save(
        to: url,
        progress: ["epoch": "1", "step": "3", "stepOfEpoch": "1", "loss.0.other": "0"], seed: 1)
    try course.restore(from: url)
    let error = #expect(throws: EngineError.self) { try course.takeStep() }
    #expect(try #require(error).description.contains("sums of"))
  }

  /// A checkpoint of a version that dealt random numbers in another way.
  @Test func aCheckpointOfOtherRandomNumbersIsRefused() throws {
    let course = try course()
    let url = temporary("state.safetensors")
    try Checkpoint([StateEntry("weight", .parameter(Parameter(Tensor([0], [1], on: kernels))))])
      .save(to: url, progress: ["seed": "1", "epoch": "1", "step": "2", "stepOfEpoch": "0"])
    let error = #expect(throws: EngineError.self) { try course.restore(from: url) }
    #expect(try #require(error).description.contains("random numbers in another way"))
  }
}
