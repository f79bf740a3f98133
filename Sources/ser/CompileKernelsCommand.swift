import ArgumentParser
import Foundation
import OpenCL

/// `ser compile-kernels`, which `ser` itself starts (`CompilerProcesses`); it ends when its standard input does.
struct CompileKernelsCommand: ParsableCommand {
  static let name = "compile-kernels"
  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Compile kernels for another process of ser.",
    discussion: """
      Programs and their launches are read from standard input, a line of JSON each. What the driver makes \
      of them stays in its cache.

      Examples:
        ser compile-kernels 0
      """,
    shouldDisplay: false)

  @Argument(help: "The device's number in `ser devices`.")
  var device: Int

  func run() throws {
    endWithStandardInput()
    let devices = try Device.all()
    guard devices.indices.contains(device) else {
      throw ValidationError("There is no device \(device).")
    }
    let worker = try CompilationWorker(on: devices[device])
    while let line = readLine() {
      guard let task = try? JSONDecoder().decode(CompilationTask.self, from: Data(line.utf8))
      else { throw ValidationError("Standard input has a line that is no program to compile.") }
      do {
        try worker.perform(task) { answer(.compiled) }
        answer(.done)
      } catch {
        answer(.failed)
      }
    }
  }

  private func answer(_ answer: CompilationAnswer) {
    try? FileHandle.standardOutput.write(contentsOf: Data([answer.rawValue]))
  }

  /// The other process may end at any time, even while this one compiles; its wish to stop is its own matter.
  private func endWithStandardInput() {
    for number in Interrupt.signals { signal(number, SIG_IGN) }
    Thread.detachNewThread {
      var input = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
      while poll(&input, 1, -1) < 0 && errno == EINTR {}
      _exit(0)
    }
  }
}

/// What a process that compiles says of a task, in a byte.
enum CompilationAnswer: UInt8 {
  /// One of the task's kernels is compiled.
  case compiled = 43
  /// The task is done.
  case done = 46
  /// The rest of the task cannot be done.
  case failed = 45
}
