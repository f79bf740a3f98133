import ArgumentParser
import Foundation
import OpenCL
import Synchronization
import Training

/// Processes of this program that share a run, one a device of this machine, under one line of progress.
struct DeviceProcesses {
  /// One of them ended with an error.
  struct Failed: Error {
    /// What it said.
    let sentence: String
    let status: ExitStatus
  }

  private let devices: [(number: Int, device: Device)]

  /// - Parameter names: as `--devices` has them.
  /// - Throws: `ValidationError` where they name no devices; `OpenCLError`.
  init(_ names: String) throws {
    let all = try DeviceOption.all()
    if all.isEmpty { throw OpenCLError.noDevice }
    if names == "all" {
      devices = all.enumerated().map { ($0, $1) }
    } else {
      devices = try names.trimmedList.map { name in
        guard let number = Int(name), all.indices.contains(number) else {
          let numbers =
            all.count == 1 ? "is one device, 0" : "are the devices 0 to \(all.count - 1)"
          throw ValidationError(
            "--devices takes `all` or numbers with commas between, and \"\(name)\" is none of these: there "
              + "\(numbers); `ser devices` lists them.")
        }
        return (number, all[number])
      }
    }
    guard let first = devices.first else {
      throw ValidationError("--devices names no device; give numbers of `ser devices`, or all.")
    }
    if let other = devices.first(where: { $0.device.name != first.device.name }) {
      throw ValidationError(
        "--devices names \(first.device.name) and \(other.device.name), whose results differ in bits; give "
          + "devices of one kind.")
    }
  }

  /// The first of the devices, by its number.
  var first: String { "\(devices[0].number)" }

  /// Starts them and returns when all have ended, which is when all parts are kept.
  ///
  /// - Throws: `Failed` where one failed, after the others have saved; `TrainingInterrupted` where the user
  ///   stopped them, after they have.
  func run(_ invocation: Invocation, telling answer: OutputOptions) throws {
    let interrupt = Interrupt()
    let progress = DeviceProgress(count: devices.count, answer)
    let cpus = devices.indices.filter { devices[$0].device.facts.kind == .cpu }
    let shares = ThreadShares(cpus.count)
    var processes: [DeviceProcess] = []
    var isStopping = false
    var failed: Failed?
    func stop() {
      // Once: a second signal would end them unsaved.
      if isStopping { return }
      isStopping = true
      progress.say("stopping: each process saves first")
      for process in processes where process.isRunning { process.stop() }
    }
    for (place, device) in devices.enumerated() {
      let share = cpus.count > 1 ? cpus.firstIndex(of: place) : nil
      processes.append(
        try DeviceProcess(
          of: device.number, invocation.child(on: device.number),
          environment: share.map(shares.environment) ?? [:]
        ) { progress.take($0, from: place) })
    }
    var running = processes
    while !running.isEmpty {
      if interrupt.isRequested { stop() }
      let ended = running.indices.filter { !running[$0].isRunning }
      for process in ended.map({ running[$0] }) {
        let status = process.end()
        // Somebody may have stopped it by itself; the others save too.
        if status == ExitStatus.interrupted.rawValue { stop() }
        if status == 0 || status == ExitStatus.interrupted.rawValue || isStopping { continue }
        failed = Failed(
          sentence: process.sentence
            ?? "The process of device \(process.device) ended with status \(status)"
            + (status > 128 ? ", by signal \(status - 128), perhaps for want of memory" : "")
            + "; the command goes on where it is given again.",
          status: ExitStatus(rawValue: status) ?? .software)
        stop()
      }
      for place in ended.reversed() { running.remove(at: place) }
      Thread.sleep(forTimeInterval: 0.05)
    }
    progress.end()
    if let failed { throw failed }
    if isStopping { throw TrainingInterrupted(part: "devices") }
  }
}

/// One of the processes. It stops and saves when this one ends, whatever ends it.
private final class DeviceProcess {
  private let process = Process()
  private let (input, errors) = (Pipe(), Pipe())
  private let heard = DispatchGroup()
  private let refusal = Refusal()
  /// Its number.
  let device: Int

  /// - Parameter hear: gets each line that it says.
  init(
    of device: Int, _ arguments: [String], environment: [String: String],
    hear: @escaping @Sendable (String) -> Void
  ) throws {
    self.device = device
    process.executableURL = URL(filePath: "/proc/self/exe")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    let reading = errors.fileHandleForReading
    heard.enter()
    Thread.detachNewThread { [refusal, heard] in
      var rest = Data()
      var buffer = [UInt8](repeating: 0, count: 1 << 12)
      while true {
        // A file handle's own reading waits until all that was asked for is there.
        let count = read(reading.fileDescriptor, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { break }
        rest += buffer[..<count]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
          let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
          rest = Data(rest[rest.index(after: end)...])
          if line.hasPrefix("ser: ") {
            refusal.sentence.withLock { $0 = String(line.dropFirst("ser: ".count)) }
          } else {
            hear(line)
          }
        }
      }
      heard.leave()
    }
  }

  var isRunning: Bool { process.isRunning }

  func stop() { process.terminate() }

  /// What it said why it failed.
  var sentence: String? { refusal.sentence.withLock { $0 } }

  private final class Refusal: Sendable {
    let sentence = Mutex<String?>(nil)
  }

  /// - Returns: its status, when all that it said has been heard.
  func end() -> Int32 {
    process.waitUntilExit()
    _ = heard.wait(timeout: .now() + 5)
    return process.terminationReason == .exit
      ? process.terminationStatus : 128 + process.terminationStatus
  }
}

/// One line of progress for all.
private final class DeviceProgress: Sendable {
  private struct State {
    var steps: [String]
    var parts = 0
    var areDone = false
    /// What was told: all processes read the same recordings, and find the same amiss.
    var told: Set<String> = []

    var detail: String {
      areDone ? "" : steps.filter { !$0.isEmpty }.joined(separator: " | ")
    }
  }

  private let bar: ProgressBar
  private let isQuiet: Bool
  private let state: Mutex<State>

  init(count: Int, _ answer: OutputOptions) {
    bar = answer.progressBar("parts on \(count) processes", total: 0)
    isQuiet = answer.quiet
    state = Mutex(State(steps: Array(repeating: "", count: count)))
  }

  func take(_ line: String, from place: Int) {
    switch DeviceReport(line: line) {
    case .step(let title, let done, let total):
      let detail = state.withLock { state in
        state.steps[place] = "\(title) \(done)/\(total)"
        return (state.parts, state.detail)
      }
      bar.update(detail.0, detail: detail.1)
    case .parts(let done, let total):
      let detail = state.withLock { state in
        state.parts = max(state.parts, done)
        // Who waited for the last has nothing to tell any more.
        state.areDone = done == total
        return (state.parts, state.detail)
      }
      bar.update(detail.0, of: total, detail: detail.1)
    case nil:
      let isNew = state.withLock { $0.told.insert(line).inserted }
      if isNew, !isQuiet || line.hasPrefix("warning: ") { bar.note(line) }
    }
  }

  func say(_ line: String) {
    if !isQuiet { bar.note(line) }
  }

  func end() { bar.finish() }
}
