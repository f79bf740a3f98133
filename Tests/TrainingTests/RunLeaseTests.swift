import Files
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Training

/// One process has a run; one that is dead has none.
struct RunLeaseTests {
  private let folder: TemporaryFolder
  private let url: URL

  init() throws {
    folder = try TemporaryFolder()
    url = folder(RunLease.fileName)
  }

  /// A record as another process leaves it.
  private func leave(_ holder: ProcessIdentity, secondsAgo: Double = 0) throws {
    let record = LeaseRecord(holder: holder, isLocked: false, part: nil)
    try JSONFile.write(record, to: url)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -secondsAgo)], ofItemAtPath: url.path)
  }

  private func isHeld() throws -> Bool {
    do {
      _ = try RunLease(of: folder.url)
      return false
    } catch RunError.held { return true }
  }

  /// Another identity than this process's.
  private func other(_ change: (inout ProcessIdentity) -> Void) -> ProcessIdentity {
    var identity = ProcessIdentity.current
    change(&identity)
    return identity
  }

  @Test func isHadOnceAndGivenBack() throws {
    let lease = try RunLease(of: folder.url)
    #expect(try isHeld())
    #expect(RunLease.holder(of: folder.url)?.process == getpid())
    try lease.confirm()
    lease.release()
    #expect(try folder.contents == [])
    #expect(RunLease.holder(of: folder.url) == nil)
    #expect(try !isHeld())
  }

  @Test func partsAreHadByThemselves() throws {
    let first = try RunLease(of: folder.url, fileName: "fold1.json", part: "fold1")
    let second = try RunLease(of: folder.url, fileName: "fold2.json", part: "fold2")
    #expect(RunLease.holder(of: folder.url, fileName: "fold2.json")?.part == "fold2")
    withExtendedLifetime((first, second)) {}
  }

  /// A process that lives has the run however long it was silent; a dead one has not, however short.
  @Test func onThisMachineTheProcessIsLookedFor() throws {
    try leave(.current, secondsAgo: 100_000)
    #expect(try isHeld())
    let ended = Process()
    ended.executableURL = URL(fileURLWithPath: "/bin/true")
    try ended.run()
    ended.waitUntilExit()
    try leave(other { ($0.process, $0.started) = (ended.processIdentifier, 1) })
    #expect(try !isHeld())
  }

  /// As after a kill whose number another process was given.
  @Test func aNumberThatAnotherProcessWasGivenIsNotItsOwn() throws {
    try leave(other { $0.started = 1 })
    #expect(try !isHeld())
  }

  @Test func aRestartedMachineHasNoProcessesOfBefore() throws {
    try leave(other { ($0.boot, $0.machine) = ("another", "a machine") })
    #expect(try isHeld(), "a machine of the same name")
    try leave(other { $0.boot = "another" })
    #expect(try !isHeld() || ProcessIdentity.current.machine.isEmpty)
  }

  @Test func onAnotherMachineItsSignsOfLifeCount() throws {
    let holder = other { ($0.host, $0.machine, $0.boot) = ("elsewhere", "m", "b") }
    try leave(holder, secondsAgo: RunLease.silence / 2)
    let error = #expect(throws: RunError.self) { try RunLease(of: folder.url) }
    let message = try #require(error).description
    #expect(message.contains("on elsewhere") && message.contains("120 s"), "\(message)")
    // At least what it was given: how long the machine takes to ask is not the test's.
    let told = try #require(try /sign of life ([0-9]+) s ago/.firstMatch(in: message)?.1)
    #expect(try #require(Double(told)) >= RunLease.silence / 2 - 1, "\(message)")
    for ago in [2 * RunLease.silence, -2 * RunLease.silence] {
      try leave(holder, secondsAgo: ago)
      #expect(try !isHeld(), "\(ago)")
    }
  }

  /// Numbers of processes mean nothing there, and the lock of the file tells.
  @Test func inAnotherContainerTheLockTells() throws {
    let lease = try RunLease(of: folder.url)
    let text = try String(contentsOf: url, encoding: .utf8)
    let elsewhere = text.replacing(ProcessIdentity.current.namespace, with: "pid:[1]")
    #expect(elsewhere != text)
    let file = try FileHandle(forUpdating: url)
    try file.write(contentsOf: Data(elsewhere.utf8))
    try file.truncate(atOffset: UInt64(elsewhere.utf8.count))
    #expect(try isHeld())
    lease.release()
    try Data(elsewhere.utf8).write(to: url)
    #expect(try !isHeld())
  }

  @Test func aRecordThatCannotBeReadIsWaitedFor() throws {
    try Data().write(to: url)
    #expect(try isHeld())
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -RunLease.silence - 20)],
      ofItemAtPath: url.path)
    #expect(try !isHeld())
  }

  /// As many at once: one gets the run, whether nobody has it or a dead process.
  @Test(arguments: [false, true])
  func ofSeveralAtOnceOneGetsIt(afterADeadOne: Bool) throws {
    for _ in 0..<10 {
      if afterADeadOne { try leave(other { $0.started = 1 }) }
      let won = Mutex<[RunLease]>([])
      DispatchQueue.concurrentPerform(iterations: 8) { [run = folder.url] _ in
        if let lease = try? RunLease(of: run) { won.withLock { $0.append(lease) } }
      }
      let leases = won.withLock { $0 }
      #expect(leases.count == 1)
      try leases.first?.confirm()
      for lease in leases { lease.release() }
      won.withLock { $0 = [] }
      #expect(try folder.contents == [])
    }
  }

  @Test func aLeaseThatWasTakenAwayIsNoticed() throws {
    let lease = try RunLease(of: folder.url)
    try FileManager.default.removeItem(at: url)
    #expect(throws: RunError.lost(path: url.path)) { try lease.confirm() }
    let next = try RunLease(of: folder.url)
    #expect(throws: RunError.lost(path: url.path)) { try lease.confirm() }
    lease.release()
    try next.confirm()
  }

  /// The last sign of life is written over the one before.
  @Test func signsOfLifeLeaveTheRecordAsItIs() throws {
    let record = LeaseRecord(
      holder: .current, isLocked: true, part: "a", at: Date(timeIntervalSince1970: 0))
    let text = try JSONFile.text(record)
    let file = try ExclusiveFile(for: url) { _ in text }
    #expect(try file.appear())
    let later = LeaseRecord.text(Date(timeIntervalSince1970: 1e9))
    file.write(later, at: LeaseRecord.placeOfHeartbeat(in: text))
    let read = try JSONFile.read(LeaseRecord.self, from: url)
    #expect(read.heartbeat == later && read.since == record.since && read.part == "a")
  }

  @Test func aRunThatIsWorkedOnIsNotStartedAgain() throws {
    let run = folder("run")
    let lease = try RunFolder.lease(startingIn: run)
    _ = try RunFolder(
      creating: run, settings: TinySettings(.slow),
      environment: RunEnvironment(device: "d", driver: "1", version: "1", seed: 1, data: [:]))
    let held = #expect(throws: RunError.self) { try RunFolder.lease(startingIn: run) }
    if case .held = held {} else { Issue.record("\(held as Any)") }
    lease.release()
    #expect(throws: RunError.notEmpty(path: run.path)) { try RunFolder.lease(startingIn: run) }
    #expect(try Folder.names(in: run) == ["config.yaml", "environment.json"])
  }
}
