import Foundation

/// Which process it is, so that none is taken for another: not one that was given its number later, nor
/// one of that number in another container or on another machine.
struct ProcessIdentity: Codable, Sendable, Equatable {
  /// The machine's name.
  var host: String
  /// The machine's number, which two of one name do not share; empty where it has none.
  var machine: String
  /// Of the system's start: another after every restart of the machine.
  var boot: String
  /// Within which numbers of processes are one's own, as in a container.
  var namespace: String
  var process: Int32
  /// When it was started, in ticks since the system's start; nil where that is not known.
  var started: UInt64?

  /// This process.
  static let current: ProcessIdentity = {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let process = getpid()
    return ProcessIdentity(
      host: String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self),
      machine: text("/etc/machine-id"), boot: text("/proc/sys/kernel/random/boot_id"),
      namespace: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid"))
        ?? "",
      process: process, started: ProcessState(process)?.started)
  }()

  private static func text(_ path: String) -> String {
    let text = try? String(contentsOfFile: path, encoding: .utf8)
    return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
  }

  /// Whether both see the same system's processes, under numbers that may differ.
  func sharesSystem(with other: ProcessIdentity) -> Bool { !boot.isEmpty && boot == other.boot }

  /// Whether the machine of this process was started anew before the other's: it cannot live then.
  func wasEnded(beforeStartOf other: ProcessIdentity) -> Bool {
    !machine.isEmpty && (machine, host) == (other.machine, other.host)
      && !boot.isEmpty && !other.boot.isEmpty && boot != other.boot
  }

  /// Whether it lives, asked on its own system under its own numbers.
  var isRunning: Bool {
    if kill(process, 0) != 0 && errno == ESRCH { return false }
    // What may not be seen is there.
    guard let state = ProcessState(process) else { return true }
    return !state.isEnded && (started == nil || state.started == started)
  }
}

/// What the system says of a process.
private struct ProcessState {
  /// In ticks since the system's start.
  let started: UInt64
  /// Whether it has ended and only waits for its parent to notice.
  let isEnded: Bool

  /// nil where the process is not there or not to be seen.
  init?(_ process: Int32) {
    guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      // The program's name in brackets may hold anything.
      let bracket = line.lastIndex(of: ")")
    else { return nil }
    let fields = line[line.index(after: bracket)...].split(separator: " ")
    guard fields.count > 19, let started = UInt64(fields[19]) else { return nil }
    self.started = started
    isEnded = fields[0] == "Z" || fields[0] == "X"
  }
}
