import Files
import Foundation
import Settings
import TestSupport
import Testing
import Training

struct RunFolderTests {
  let folder: TemporaryFolder
  let environment = RunEnvironment(
    device: "a device", driver: "1", version: "0.1", seed: 1, data: ["m.csv": "ab"],
    command: ["ser", "demo"], date: Date(timeIntervalSince1970: 0))

  init() throws { folder = try TemporaryFolder() }

  private func start(_ preset: TinySettings.Preset = .slow) throws -> RunFolder {
    try RunFolder(
      creating: folder("runs/a"), settings: TinySettings(preset), environment: environment)
  }

  private func resume(
    preset: TinySettings.Preset? = nil, sources: [SettingsSource] = [],
    options: [String: String] = [:], data: [String: String] = [:],
    command: [String] = ["/bin/ser", "demo", "--resume"]
  ) throws -> (folder: RunFolder, settings: TinySettings) {
    try RunFolder.resuming(
      folder("runs/a"), preset: preset, sources: sources, options: options, data: data,
      command: command)
  }

  @Test func startsAndResumes() throws {
    let started = try start(.quick)
    #expect(try Folder.names(in: started.url) == ["config.yaml", "environment.json"])
    #expect(started.environment.date == "1970-01-01T00:00:00Z")

    let same = [try SettingsSource.setting("epochs=3")]
    let resumed = try resume(preset: .quick, sources: same, data: ["m.csv": "ab"])
    #expect(resumed.settings == TinySettings(.quick))
    #expect(resumed.folder.environment == started.environment)
  }

  @Test func aRunThatIsDoneAtOnceIsWrittenOver() throws {
    _ = try start(.quick)
    for name in ["time.json", "left-out.json", "results.json"] {
      _ = try folder.write(Data("[]".utf8), to: "runs/a/\(name)")
    }
    let again = try RunFolder(
      replacing: folder("runs/a"), settings: TinySettings(.slow), environment: environment)
    #expect(
      try Folder.names(in: again.url) == ["config.yaml", "environment.json", "results.json"])
    #expect(try resume(data: ["m.csv": "ab"]).settings == TinySettings(.slow))
  }

  /// What was found under other settings would be told by these.
  @Test func settingsThatWereChangedSinceAreRefused() throws {
    let started = try start()
    let file = folder("runs/a/config.yaml")
    let own = try String(contentsOf: file, encoding: .utf8)
    try AtomicFile.write(own.replacing("epochs: ", with: "epochs: 1"), to: file)
    #expect(throws: RunError.otherData(path: folder("runs/a").path, name: "config.yaml")) {
      try resume(data: ["m.csv": "ab"])
    }
    // As an earlier version left it, which kept no hash.
    try JSONFile.write(environment, to: folder("runs/a/environment.json"))
    #expect(try resume(data: ["m.csv": "ab"]).settings != TinySettings(.slow))
    try AtomicFile.write(own, to: file)
    try JSONFile.write(started.environment, to: folder("runs/a/environment.json"))
    #expect(try resume(data: ["m.csv": "ab"]).settings == TinySettings(.slow))
  }

  @Test func whatIsNoRunIsNotGoneOnWith() throws {
    try Folder.create(folder("runs/a"))
    try Data([1]).write(to: folder("runs/a/other.txt"))
    #expect(throws: RunError.occupied(path: folder("runs/a").path)) { try start() }
    #expect(!RunError.occupied(path: "a").description.contains("--resume"))
  }

  @Test func isNeverOverwritten() throws {
    _ = try start()
    #expect(throws: RunError.notEmpty(path: folder("runs/a").path)) { try start() }
    #expect(RunError.notEmpty(path: "a").description.contains("--resume"))
  }

  @Test func resumesOnlyWhatItWas() throws {
    let path = folder("runs/a").path
    #expect(throws: RunError.nothingToResume(path: path)) { try resume() }
    _ = try start()
    #expect(throws: RunError.otherCommand(path: path, started: "demo", asking: "train dnn")) {
      try resume(data: ["m.csv": "ab"], command: ["ser", "train", "dnn", "m.csv", "--resume"])
    }
    let speakers = ["--hold-out-speakers": "03"]
    #expect(
      throws: RunError.otherOption(path: path, name: "--hold-out-speakers", started: nil)
    ) { try resume(options: speakers) }
    let skipping = RunError.otherOption(path: path, name: "--skip-unreadable", started: "true")
    #expect(skipping.description.contains("was started with --skip-unreadable; give the same"))
    let other = [try SettingsSource.setting("network.batch=32")]
    #expect(throws: RunError.otherSettings(path: path, asked: ["network.batch=32"])) {
      try resume(sources: other)
    }
    #expect(throws: RunError.otherSettings(path: path, asked: ["preset=quick"])) {
      try resume(preset: .quick)
    }
    #expect(throws: RunError.otherData(path: path, name: "m.csv")) {
      try resume(data: ["m.csv": "cd"])
    }
    #expect(throws: RunError.missingData(path: path, name: "m.csv")) { try resume() }
  }

  /// As one that was started before addresses of random numbers had a version.
  @Test func aRunOfOtherRandomNumbersIsRefused() throws {
    _ = try start()
    let file = folder("runs/a/environment.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    let old = text.split(separator: "\n").filter { !$0.contains("\"random\"") }
    #expect(old.count == text.split(separator: "\n").count - 1)
    try AtomicFile.write(old.joined(separator: "\n"), to: file)
    #expect(throws: RunError.otherRandomNumbers(path: folder("runs/a").path)) { try resume() }
  }

  @Test func refusesAPlaceThatCannotBeWritten() {
    #expect {
      try RunFolder(
        creating: URL(fileURLWithPath: "/proc/ser/run"), settings: TinySettings(.slow),
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

  /// What a killed process leaves of a line, at its end or all but the end of the line.
  @Test(arguments: [
    ("{\"part\":\"a\",\"step\":1}\n{\"part\":\"a\",\"step\":2}", 2),
    ("{\"part\":\"a\",\"step\":1}\n{\"part\":\"a\",\"st", 1),
    ("{\"part\":\"a\",\"step\":1}\n\u{0}\u{0}\u{0}", 1),
    ("{\"part\":\"a\",\"step\":1}\n{\"part\":\"a\",\"step\":3}\n", 1),
    ("", 0),
  ])
  func aTornLogIsMended(text: String, recorded: Int) throws {
    struct Line: Encodable { let part: String, step: Int }
    let url = try folder.write(Data(text.utf8), to: "metrics.jsonl")
    let log = try MetricsLog(url)
    #expect(log.recorded(of: "a") == recorded && log.recorded(of: "b") == 0)
    try log.append(Line(part: "a", step: 9))
    try log.sync()
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    #expect(lines.last == "{\"part\":\"a\",\"step\":9}")
    #expect(try MetricsHistory(contentsOf: url).records.count == lines.count)
  }

  @Test func whatFailedBeforeItsFirstStepIsGone() throws {
    let run = try start()
    let log = try run.metrics()
    try run.removeIfNothingWasComputed()
    #expect(!Folder.isFolder(run.url))
    try Folder.create(run.url)
    try AtomicFile.write("mine", to: run.file(".keep"))
    try run.removeIfNothingWasComputed()
    #expect(try Folder.names(in: run.url) == [".keep"])
    _ = log
  }

  /// Machines that are no networks write neither metrics nor checkpoints.
  @Test func finishedFoldsAreSomethingComputed() throws {
    let run = try start()
    try Folder.create(run.file("folds"))
    try AtomicFile.write("[]", to: run.file("folds/seed1-fold1.json"))
    try run.removeIfNothingWasComputed()
    #expect(try Folder.names(in: run.url).contains("config.yaml"))
    _ = try resume(data: ["m.csv": "ab"])
  }

  @Test func keepsTheLastTwoCheckpoints() throws {
    var store = try CheckpointStore(folder("checkpoints/augmentor"))
    for step in [9, 10, 100] {
      let checkpoint = try store.begin(step: step)
      try AtomicFile.write("\(step)", to: checkpoint.url.appendingPathComponent("progress"))
      try store.finish(checkpoint, step: step)
    }
    #expect(try store.checkpoints.map(\.step) == [100, 10])

    // What a process that is killed while it writes leaves behind.
    let left = folder("checkpoints/augmentor/.200.part")
    try Folder.create(left)
    store = try CheckpointStore(folder("checkpoints/augmentor"))
    #expect(try store.checkpoints.map(\.step) == [100, 10])
    #expect(!Folder.isFolder(left))
  }
}
