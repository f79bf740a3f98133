import Foundation
import TestSupport
import Testing

/// The built program, which lies beside the tests.
struct Program {
  /// How it ended and what it said.
  struct Answer {
    let status: Int32
    let output: String
    let errors: String

    /// The command with which it said that the work goes on.
    var resuming: String? {
      errors.split(separator: "go on with: ").dropFirst().last
        .map { $0.trimmingCharacters(in: .newlines) }
    }

    /// Whether it was refused with one sentence, which names all of these, and this status.
    func isRefused(_ status: Int32, naming names: String...) -> Bool {
      let lines = errors.split(separator: "\n").filter { !$0.hasPrefix("warning: ") }
      return self.status == status && output.isEmpty && lines.count == 1
        && lines[0].hasPrefix("ser: ") && names.allSatisfy(errors.contains)
    }
  }

  /// The folder that it works in.
  let folder: URL

  static let path: URL = {
    let tests = CommandLine.arguments[0]
    var place = URL(fileURLWithPath: tests).deletingLastPathComponent()
    // On some systems the tests are a bundle of folders.
    for _ in 0..<4 where !isThere(place) { place.deleteLastPathComponent() }
    return place.appendingPathComponent("ser")
  }()

  private static func isThere(_ folder: URL) -> Bool {
    FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent("ser").path)
  }

  /// Runs it to its end.
  func callAsFunction(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> Answer {
    try await Self.run(Self.path, arguments, in: folder, environment: environment)
  }

  /// Runs another program to its end, and sends a signal, if any, as soon as a condition holds.
  func other(
    _ path: URL, _ arguments: [String], environment: [String: String] = [:], signal: Int32? = nil,
    once condition: @escaping @Sendable () -> Bool = { true }
  ) async throws -> Answer {
    try await Self.run(path, arguments, in: folder, environment: environment) { process in
      while process.isRunning && !condition() { Thread.sleep(forTimeInterval: 0.005) }
      if let signal { kill(process.processIdentifier, signal) }
    }
  }

  /// Runs a line that a shell reads, as a user who pastes it.
  func shell(_ line: String) async throws -> Answer {
    try await Self.run(URL(fileURLWithPath: "/bin/sh"), ["-c", line], in: folder)
  }

  /// Runs it and sends a signal as soon as a condition holds.
  func callAsFunction(
    _ arguments: [String], signal: Int32, once condition: @escaping @Sendable () -> Bool
  ) async throws -> Answer {
    try await Self.run(Self.path, arguments, in: folder) { process in
      while process.isRunning && !condition() { Thread.sleep(forTimeInterval: 0.005) }
      kill(process.processIdentifier, signal)
    }
  }

  /// On a thread of its own: tests that compute hold those of the tasks for seconds, in which the
  /// program would come to its end before anybody sees that it can be disturbed.
  private static func run(
    _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    _ meanwhile: @escaping @Sendable (Process) -> Void = { _ in }
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            try runToItsEnd(
              program, arguments, in: folder, environment: environment, meanwhile)
          })
      }
    }
  }

  private static func runToItsEnd(
    _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String],
    _ meanwhile: (Process) -> Void
  ) throws -> Answer {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files rather than pipes: nothing has to be read while the program runs.
    let output = folder.appendingPathComponent(".\(UUID()).output")
    let errors = folder.appendingPathComponent(".\(UUID()).errors")
    for file in [output, errors] { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    meanwhile(process)
    while process.isRunning { Thread.sleep(forTimeInterval: 0.005) }
    let signalled = process.terminationReason == .uncaughtSignal
    defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
    return Answer(
      status: process.terminationStatus + (signalled ? 128 : 0),
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }
}
