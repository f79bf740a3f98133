import Foundation
import Kernels
import OpenCL

/// PyTorch in a process beside this one, which times the same steps (`Benchmarks/peers/torch_steps.py`).
final class TorchPeer {
  /// What it is and where it computes, by its own word.
  struct About: Codable {
    let peer: String
    let on: String
  }

  /// Why there is none: a sentence.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  private struct Question: Encodable {
    let name: String
    let seconds: Double
  }

  private struct Answer: Decodable {
    let seconds: [Double]?
  }

  let about: About
  private let worker: Worker

  /// - Parameter python: a path, or the name of a program that is looked for as a shell does.
  /// - Throws: `Missing` where it or PyTorch is not there, or PyTorch finds no device of that kind.
  init(_ python: String, on device: DeviceFacts, at precision: Precision) throws(Missing) {
    guard Worker.finds(python) else {
      throw Missing(
        description: "There is no program \(python); name a Python that has PyTorch by --torch.")
    }
    guard let script = Self.script else {
      throw Missing(
        description:
          "PyTorch's steps (torch_steps.py) are neither in share/ser/peers beside this program "
          + "nor in Benchmarks/peers; start it where it was built.")
    }
    let worker = Worker([
      python, script.path, "--device", device.kind == .cpu ? "cpu" : "gpu", "--precision",
      precision == .tf32 ? "tf32" : "float32",
    ])
    guard let about: About = worker.answer() else {
      throw Missing(
        description:
          "\(python) has no PyTorch for this device (\(worker.complaint())); name another "
          + "Python by --torch.")
    }
    (self.about, self.worker) = (about, worker)
  }

  /// The median seconds of a step; nil where PyTorch has none of that name, or fails at it.
  func median(of name: String, seconds: Double) -> Double? {
    worker.ask(Question(name: name, seconds: seconds))
    let answer: Answer? = worker.answer()
    guard let runs = answer?.seconds?.sorted(), !runs.isEmpty else { return nil }
    return runs[runs.count / 2]
  }

  /// Where packages have it, or the source.
  private static var script: URL? {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let package = program.deletingLastPathComponent().deletingLastPathComponent()
    return [package.appending(path: "share/ser/peers"), URL(filePath: "Benchmarks/peers")]
      .map { $0.appending(path: "torch_steps.py") }
      .first { FileManager.default.isReadableFile(atPath: $0.path) }
  }
}

/// A program that answers each line of JSON with another.
private final class Worker {
  private let process = Process()
  private let (input, output) = (Pipe(), Pipe())
  /// Where it may say as much as it likes without being read.
  private let errors: FileHandle?
  private var unread: [UInt8] = []

  init(_ command: [String]) {
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.standardInput = input
    process.standardOutput = output
    let file = FileManager.default.temporaryDirectory.appending(path: "ser-\(UUID()).log")
    try? Data().write(to: file)
    errors = FileHandle(forUpdatingAtPath: file.path)
    try? FileManager.default.removeItem(at: file)
    process.standardError = errors ?? FileHandle.nullDevice
    try? process.run()
  }

  /// Whether a program can be started: a path, or a name that is looked for as a shell does.
  static func finds(_ program: String) -> Bool {
    let places =
      program.contains("/")
      ? [program]
      : (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
        "\($0)/\(program)"
      }
    return places.contains { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// It ends when its input does.
  deinit {
    try? input.fileHandleForWriting.close()
    if process.isRunning { process.waitUntilExit() }
  }

  func ask(_ question: some Encodable) {
    guard process.isRunning, let line = try? JSONEncoder().encode(question) else { return }
    try? input.fileHandleForWriting.write(contentsOf: line + [UInt8(ascii: "\n")])
  }

  /// The next line of its output; nil where it ends, or says something else.
  func answer<Value: Decodable>() -> Value? {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = Data(unread[..<end])
        unread.removeSubrange(...end)
        return try? JSONDecoder().decode(Value.self, from: line)
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      unread += more
    }
  }

  /// The last line that it said in its distress.
  func complaint() -> String {
    try? errors?.seek(toOffset: 0)
    let words = String(decoding: (try? errors?.readToEnd()) ?? Data(), as: UTF8.self)
    return words.split(whereSeparator: \.isNewline).last.map(String.init) ?? "it says nothing"
  }
}
