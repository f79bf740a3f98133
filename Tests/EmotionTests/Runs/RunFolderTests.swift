import Emotion
import Files
import Foundation
import TestSupport
import Testing

struct RunFolderTests {
  let folder: TemporaryFolder
  let environment = RunEnvironment(
    device: "a device", driver: "1", version: "0.1", seed: 1, data: ["m.csv": "ab"],
    command: ["ser", "demo"], date: Date(timeIntervalSince1970: 0))

  init() throws { folder = try TemporaryFolder() }

  @Test func startsAndResumes() throws {
    let started = try RunFolder(
      creating: folder("runs/a"), configuration: Configuration(.small), environment: environment)
    #expect(try Folder.names(in: started.url) == ["config.yaml", "environment.json"])
    #expect(started.environment.date == "1970-01-01T00:00:00Z")

    let same = [try ConfigurationSource.setting("classifier.epochs=15")]
    let resumed = try RunFolder(
      resuming: folder("runs/a"), preset: .small, sources: same, data: ["m.csv": "ab"])
    #expect(resumed.configuration == Configuration(.small))
    #expect(resumed.environment == environment)
  }

  @Test func isNeverOverwritten() throws {
    let create = {
      try RunFolder(
        creating: folder("a"), configuration: Configuration(), environment: environment)
    }
    _ = try create()
    #expect(throws: RunError.notEmpty(path: folder("a").path)) { try create() }
    #expect(RunError.notEmpty(path: "a").description.contains("--resume"))
  }

  @Test func resumesOnlyWhatItWas() throws {
    #expect(throws: RunError.nothingToResume(path: folder("a").path)) {
      try RunFolder(resuming: folder("a"))
    }
    _ = try RunFolder(
      creating: folder("a"), configuration: Configuration(), environment: environment)
    let speakers = ["--hold-out-speakers": "03"]
    #expect(
      throws: RunError.otherOption(
        path: folder("a").path, name: "--hold-out-speakers", started: nil)
    ) { try RunFolder(resuming: folder("a"), options: speakers) }
    let other = [try ConfigurationSource.setting("classifier.batch=32")]
    let path = folder("a").path
    #expect(throws: RunError.otherSettings(path: path, asked: ["classifier.batch=32"])) {
      try RunFolder(resuming: folder("a"), sources: other)
    }
    #expect(throws: RunError.otherSettings(path: path, asked: ["preset=quick"])) {
      try RunFolder(resuming: folder("a"), preset: .quick)
    }
    #expect(throws: RunError.otherData(path: path, name: "m.csv")) {
      try RunFolder(resuming: folder("a"), data: ["m.csv": "cd"])
    }
  }

  @Test func refusesAPlaceThatCannotBeWritten() {
    #expect {
      try RunFolder(
        creating: URL(fileURLWithPath: "/proc/ser/run"), configuration: Configuration(),
        environment: environment)
    } throws: { error in
      if case .file(.cannotCreate) = error as? RunError { true } else { false }
    }
  }

  @Test func metricsHoldNoStepTwice() throws {
    struct Line: Encodable { let part: String, step: Int, loss: Double }
    let url = folder("metrics.jsonl")
    let first = try MetricsLog(url)
    for step in 1...3 { try first.append(Line(part: "a", step: step, loss: 0.5)) }
    try first.append(Line(part: "b", step: 1, loss: .nan))
    // What a process leaves that is killed in the middle of a line.
    let torn = try FileHandle(forWritingTo: url)
    try torn.seekToEnd()
    try torn.write(contentsOf: Data("{\"part\":\"b\",\"st".utf8))
    let resumed = try MetricsLog(url)
    try resumed.forget("a", after: 2)
    try resumed.append(Line(part: "a", step: 3, loss: 0.25))
    try resumed.forget("a", after: 0)
    #expect(
      try String(contentsOf: url, encoding: .utf8) == """
        {"loss":0.5,"part":"a","step":1}
        {"loss":0.5,"part":"a","step":2}
        {"loss":"NaN","part":"b","step":1}
        {"loss":0.25,"part":"a","step":3}

        """)
  }

  @Test func whatFailedBeforeItsFirstStepIsGone() throws {
    let run = try RunFolder(
      creating: folder("a"), configuration: Configuration(), environment: environment)
    let log = try run.metrics()
    try run.removeIfNothingWasComputed()
    #expect(!Folder.isFolder(run.url))
    try Folder.create(run.url)
    try AtomicFile.write("mine", to: run.file(".keep"))
    try run.removeIfNothingWasComputed()
    #expect(try Folder.names(in: run.url) == [".keep"])
    _ = log
  }

  @Test func keepsTheLastTwoCheckpoints() throws {
    var store = try CheckpointStore(folder("checkpoints/augmentor"))
    for step in [9, 10, 100] {
      let checkpoint = try store.begin(step: step)
      try AtomicFile.write("\(step)", to: checkpoint.url.appendingPathComponent("progress"))
      try store.finish(checkpoint)
    }
    #expect(try store.checkpoints.map(\.step) == [100, 10])

    // What a process that is killed while it writes leaves behind.
    let left = folder("checkpoints/augmentor/.200.part")
    try Folder.create(left)
    store = try CheckpointStore(folder("checkpoints/augmentor"))
    #expect(try store.checkpoints.map(\.step) == [100, 10])
    #expect(!Folder.isFolder(left))
  }

  @Test func predictionsHaveARowASegmentAndARowAnUtterance() throws {
    var table = PredictionTable(classes: ["a", "b"], further: ["seed"])
    table.append(
      file: "x,y.wav", start: 1.6, truth: 0, predicted: 1, probabilities: [0.25, 0.75],
      further: ["1"])
    table.append(file: "x,y.wav", truth: nil, predicted: 0, probabilities: [1, 0], further: ["1"])
    try table.write(to: folder("predictions.csv"))
    #expect(
      try String(contentsOf: folder("predictions.csv"), encoding: .utf8) == """
        file,start,truth,predicted,probability_a,probability_b,seed
        "x,y.wav",1.600,a,b,0.250000,0.750000,1
        "x,y.wav",,,a,1.000000,0.000000,1

        """)
  }
}
