import Files
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Training

/// Processes that share a run: each part is computed once, whoever dies.
struct JoinedRunTests {
  private let temporary: TemporaryFolder
  private let folder: RunFolder
  private let parts: PartFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = try RunFolder(
      creating: temporary("run"), settings: TinySettings(.slow),
      environment: RunEnvironment(device: "d", driver: "1", version: "1", seed: 1, data: [:]))
    parts = PartFolder(of: folder.url)
  }

  private final class Observer: TrainingObserver {
    var lines: [String] = []
    var stops = false
    /// The parts that were kept, at each look.
    var kept: [Int] = []
    var onPart: (Int) -> Void = { _ in }

    func begin(_ stage: String, steps: Int, done: Int) { lines.append(stage) }
    func advance(to step: Int, _ note: String) {}
    func advance(to left: PartsLeft) {}
    func advance(toPart done: Int, of total: Int) {
      kept.append(done)
      onPart(done)
    }
    func say(_ line: String) { lines.append(line) }
    func warn(_ sentence: String) { lines.append("warning: \(sentence)") }
    var isStopRequested: Bool { stops }
  }

  private static func names(_ count: Int) -> [JoinedRun.Part] {
    (0..<count).map { JoinedRun.Part("fold\($0)", of: "fold\($0)") }
  }

  /// Computes parts as a process that joins.
  private func join(
    _ all: [JoinedRun.Part], _ observer: Observer = Observer(),
    _ compute: (String, JoinedRun) throws -> Void = { _, _ in }
  ) throws {
    try Self.join(all, of: folder, observer, compute)
  }

  private static func join(
    _ all: [JoinedRun.Part], of folder: RunFolder, _ observer: Observer = Observer(),
    _ compute: (String, JoinedRun) throws -> Void
  ) throws {
    let joined = try JoinedRun(folder.url)
    joined.endTurn()
    try joined.compute(all, in: folder, observer: observer) { number in
      try compute(all[number].name, joined)
      try folder.parts.outcomes(of: all[number].name).write([number])
    }
  }

  /// What another process leaves that has a part.
  private func claim(
    _ part: String, secondsAgo: Double = 0, as change: (inout ProcessIdentity) -> Void
  ) throws {
    var holder = ProcessIdentity.current
    change(&holder)
    try Folder.create(parts.url)
    let place = parts.url.appendingPathComponent(parts.claim(on: part))
    try JSONFile.write(LeaseRecord(holder: holder, isLocked: false, part: part), to: place)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -secondsAgo)], ofItemAtPath: place.path)
  }

  @Test(.timeLimit(.minutes(10))) func eachPartIsComputedOnce() throws {
    let computed = Mutex<[String]>([])
    let errors = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 6) { [folder] _ in
      do {
        try Self.join(Self.names(20), of: folder) { part, _ in
          computed.withLock { $0.append(part) }
          Thread.sleep(forTimeInterval: 0.002)
        }
      } catch { errors.withLock { $0.append("\(error)") } }
    }
    #expect(errors.withLock(\.self) == [])
    #expect(computed.withLock { $0.sorted() } == Self.names(20).map(\.name).sorted())
    // Nothing but the outcomes and the list of all is left.
    #expect(try Folder.names(in: parts.url).count == 41)
    #expect(!Folder.isFolder(JoinedRun.folder(of: folder.url)))
  }

  @Test func whatADeadProcessHadIsTakenAtOnce() throws {
    try claim("fold0") { $0.started = 1 }
    try claim("fold1") { ($0.host, $0.machine, $0.boot) = ("elsewhere", "m", "b") }
    var computed: [String] = []
    let observer = Observer()
    // That of another machine is left until it has been silent for long.
    observer.onPart = { done in
      if done == 1, observer.kept.count > 3 {
        try? claim("fold1", secondsAgo: 2 * RunLease.silence) {
          ($0.host, $0.machine, $0.boot) = ("elsewhere", "m", "b")
        }
      }
    }
    try join(Self.names(2), observer) { part, _ in computed.append(part) }
    #expect(computed == ["fold0", "fold1"] && observer.kept.count > 4)
    #expect(observer.lines == ["waiting for parts of others"])
  }

  @Test func aWaitIsStopped() throws {
    try claim("fold0") { ($0.host, $0.machine, $0.boot) = ("elsewhere", "m", "b") }
    let observer = Observer()
    observer.onPart = { _ in observer.stops = observer.kept.count > 2 }
    #expect(throws: TrainingInterrupted.self) { try join(Self.names(1), observer) }
    #expect(!Folder.isFolder(JoinedRun.folder(of: folder.url)))
  }

  /// What is no file tells of no process, and waiting would have no end.
  @Test(arguments: ["pipe", "link"]) func whatIsNoClaimIsNamed(kind: String) throws {
    try Folder.create(parts.url)
    let place = parts.url.appendingPathComponent(parts.claim(on: "fold0")).path
    #expect((kind == "pipe" ? mkfifo(place, 0o600) : symlink("/nowhere", place)) == 0)
    let error = #expect(throws: RunError.self) { try join(Self.names(1), Observer()) }
    #expect(try #require(error).description.contains("fold0.claim: it is "))
  }

  @Test func whereNoFolderCanBeMadeNobodyWaitsLong() throws {
    let begun = ContinuousClock.now
    let file = folder.file("config.yaml")
    let error = #expect(throws: RunError.self) { try JoinedRun(file) }
    if case .file(.cannotCreate) = error {} else { Issue.record("\(error as Any)") }
    #expect(begun.duration(to: .now) < .seconds(20))
  }

  /// As where a process was silent for too long.
  @Test func aPartThatAnotherTookOverIsLeftToIt() throws {
    let observer = Observer()
    var isFirst = true
    var computed: [String] = []
    try join(Self.names(2), observer) { part, joined in
      if isFirst {
        isFirst = false
        let place = parts.url.appendingPathComponent(parts.claim(on: part))
        try FileManager.default.removeItem(at: place)
        try joined.confirm()
      }
      computed.append(part)
    }
    #expect(computed == ["fold0", "fold1"])
    #expect(observer.lines.count == 1 && observer.lines[0].contains("was taken over"))
  }

  /// Such a process was silent while another computed all that is left.
  @Test func whoWasTakenForDeadTakesPartAgain() throws {
    let observer = Observer()
    var computed: [String] = []
    try join(Self.names(2), observer) { part, joined in
      computed.append(part)
      guard computed.count == 1 else { return }
      let joiners = JoinedRun.folder(of: folder.url)
      for name in try Folder.names(in: joiners) where !name.hasPrefix(".") {
        try Folder.remove(joiners.appendingPathComponent(name))
      }
      try parts.outcomes(of: part).write([0])
      #expect(throws: RunError.self) { try joined.confirm() }
      try joined.confirm()
    }
    #expect(computed == ["fold0", "fold1"] && observer.lines.count == 1, "\(observer.lines)")
  }

  @Test func aRunThatIsRemovedIsNotComputedFurther() throws {
    let error = #expect(throws: RunError.self) {
      try join(Self.names(2), Observer()) { _, joined in
        try Folder.remove(folder.url)
        try joined.confirm()
      }
    }
    if case .removed = error {} else { Issue.record("\(error as Any)") }
    #expect(!Folder.isFolder(folder.url))
  }

  @Test func outcomesOfAFoldAreTakenAndDamagedOnesAreNot() throws {
    try parts.outcomes(of: "fold0").write([0])
    try folder.outcomes(of: "fold1").write([1])
    try parts.outcomes(of: "fold2").write([2])
    try Data("[3]".utf8).write(to: parts.outcomes(of: "fold2").url)
    var computed: [String] = []
    try join(Self.names(3)) { part, _ in computed.append(part) }
    #expect(computed == ["fold2"])
  }

  @Test func allOfARunAndAPartOfItExcludeEachOther() throws {
    let lease = try RunLease.ofAll(of: folder.url)
    #expect(throws: RunError.self) { try JoinedRun(folder.url) }
    lease.release()
    let joined = try JoinedRun(folder.url)
    joined.endTurn()
    #expect(throws: RunError.self) { try RunLease.ofAll(of: folder.url) }
    #expect(throws: RunError.self) { try RunFolder.lease(startingIn: folder.url) }
    #expect(RunLease.holders(of: folder.url).map(\.process) == [getpid()])
    joined.leave()
    try RunLease.ofAll(of: folder.url).release()
    #expect(try Folder.names(in: folder.url) == ["config.yaml", "environment.json"])
  }

  /// A dead joiner keeps nobody away, and its record goes with the next.
  @Test func aDeadJoinerHasNothing() throws {
    var dead = ProcessIdentity.current
    dead.started = 1
    let joiners = JoinedRun.folder(of: folder.url)
    try Folder.create(joiners)
    try JSONFile.write(
      LeaseRecord(holder: dead, isLocked: false, part: nil),
      to: joiners.appendingPathComponent("dead.json"))
    try RunLease.ofAll(of: folder.url).release()
    let joined = try JoinedRun(folder.url)
    joined.endTurn()
    #expect(try Folder.names(in: joiners).filter { !$0.hasPrefix(".") } == ["\(joined.name).json"])
  }

  @Test func metricsOfPartsArePutTogether() throws {
    struct Line: Encodable { let part: String, step: Int }
    let alone = try folder.metrics()
    for step in 1...2 { try alone.append(Line(part: "fold1-a", step: step)) }
    try alone.append(Line(part: "fold10-a", step: 1))
    let shared = try folder.metrics(shared: true)
    #expect(throws: FileError.self) { try shared.append(Line(part: "fold1-a", step: 3)) }
    try shared.begin("fold1")
    #expect(shared.recorded(of: "fold1-a") == 2)
    try shared.forget("fold1-a", after: 1)
    try shared.append(Line(part: "fold1-a", step: 2))
    try shared.append(Line(part: "fold1-a", step: 3))
    try shared.begin("fold2")
    try shared.append(Line(part: "fold2-b", step: 1))
    let expected = ["fold10-a 1", "fold1-a 1", "fold1-a 2", "fold1-a 3", "fold2-b 1"]
    func history() throws -> [String] {
      try MetricsHistory(ofRun: folder.url).records.map { "\($0.part) \($0.step)" }
    }
    #expect(try history() == expected)
    try folder.gatherMetrics()
    #expect(try history() == expected)
    #expect(try Folder.names(in: parts.url).isEmpty)
    #expect(
      try MetricsHistory(contentsOf: folder.file("metrics.jsonl")).records.map(\.step)
        == [1, 1, 2, 3, 1])
  }

  @Test func bitsAreThoseOfOneVersionAndDevice() throws {
    try folder.requireSameBits(version: "1", device: "d")
    #expect(
      throws: RunError.otherDevice(path: folder.url.path, started: "d", asking: "e")
    ) { try folder.requireSameBits(version: "1", device: "e") }
    #expect(
      throws: RunError.otherVersion(path: folder.url.path, started: "1", asking: "2")
    ) { try folder.requireSameBits(version: "2", device: "d") }
  }
}
