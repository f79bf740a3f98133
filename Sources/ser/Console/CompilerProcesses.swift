import Foundation
import OpenCL
import Synchronization

/// Compiles kernels for pocl in as many processes of this program as there are cores: pocl makes machine code
/// one kernel at a time in a process, and what others leave in its cache it loads.
struct CompilerProcesses: KernelCompiler {
  let compiled: CompiledLaunches
  private let answer: OutputOptions

  /// - Parameter compiled: what pocl's cache has.
  init(_ compiled: CompiledLaunches, telling answer: OutputOptions) {
    (self.compiled, self.answer) = (compiled, answer)
  }

  func compile(_ tasks: [CompilationTask], for device: Device) {
    // One alone is compiled here as quickly.
    guard tasks.count > 1, let number = try? Device.all().firstIndex(where: { $0 === device })
    else { return }
    // What takes long comes first, so that none is left with it at the end.
    let waiting = Mutex(tasks.sorted { $0.weight < $1.weight })
    let bar = answer.progressBar(
      "compiling kernels for this device, once", total: tasks.reduce(0) { $0 + $1.count })
    bar.update(0)
    let done = Mutex(0)
    let processes = min(ProcessInfo.processInfo.activeProcessorCount, tasks.count)
    DispatchQueue.concurrentPerform(iterations: processes) { _ in
      guard let process = try? CompilerProcess(for: number) else { return }
      while let task = waiting.withLock({ $0.popLast() }) {
        let isAlive = process.perform(task) {
          done.withLock {
            $0 += 1
            bar.update($0)
          }
        }
        if !isAlive { return }
      }
    }
    bar.finish()
  }
}

/// A process that compiles; it ends with this one, whatever ends it.
private final class CompilerProcess {
  private let process = Process()
  private let (input, output) = (Pipe(), Pipe())

  /// - Throws: where it cannot be started.
  init(for device: Int) throws {
    process.executableURL = URL(filePath: "/proc/self/exe")
    process.arguments = [CompileKernelsCommand.name, "\(device)"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// It ends when its input does.
  deinit { try? input.fileHandleForWriting.close() }

  /// Returns when it has compiled the task or failed.
  ///
  /// - Parameter compiled: called for each of its kernels.
  /// - Returns: whether it takes another task.
  func perform(_ task: CompilationTask, _ compiled: () -> Void) -> Bool {
    guard let line = try? JSONEncoder().encode(task) else { return true }
    try? input.fileHandleForWriting.write(contentsOf: line + [UInt8(ascii: "\n")])
    while let byte = try? output.fileHandleForReading.read(upToCount: 1)?.first {
      switch CompilationAnswer(rawValue: byte) {
      case .compiled: compiled()
      case .done, .failed: return true
      case nil: return false
      }
    }
    return false
  }
}
