import ArgumentParser
import Files
import Foundation
import KernelCases
import Kernels
import ModelCases
import OpenCL

/// `ser kernels`
struct KernelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernels",
    abstract: "Write the programs that models' steps launch on a device, which need not be here.",
    discussion: """
      The steps of `ser bench --suite models` are planned by the facts of a device and launched on a \
      queue that computes nothing. Written are the programs as they would be compiled, sources joined and \
      options in the first line, and index.json: which step launches which kernel, in which sizes and how \
      often, the host's time and the memory. Sizes over the device's limits are listed. No OpenCL device \
      is needed.

      Facts are known of: \(KnownDevice.names). `ser devices --json` \
      writes those of the devices here.

      Examples:
        ser kernels --facts h100 --output h100
        ser kernels --facts facts.json --device 1 --output programs
        ser kernels --device 0 --output here
      """)

  @OptionGroup var device: DeviceOptions

  @Option(
    help: ArgumentHelp(
      "The facts of a device: a name, or a file as of `ser devices --json`.",
      discussion: "Without it the device here. Of a file that lists several, --device says which.",
      valueName: "name or file"))
  var facts: String?

  @Option(
    help: ArgumentHelp("Only steps whose name has this in it.", valueName: "name"))
  var step: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "folder"),
    completion: .directory)
  var output: String

  private var folder: URL { URL(filePath: output, directoryHint: .isDirectory) }
  private var indexFile: URL { folder.appending(path: "index.json") }

  func run() throws {
    let benchmarks = ModelBenchmark.all().asked(step) { [$0.name] }
    guard !benchmarks.isEmpty else {
      throw ValidationError(
        "No step has \"\(step ?? "")\" in its name; there are "
          + ModelBenchmark.all().map(\.name).joined(separator: ", ") + ".")
    }
    let (facts, plan) = try plannedDevice()
    try OutputGuard(reading: [self.facts].compactMap(\.self).map { URL(filePath: $0) })
      .require([indexFile], makingFolders: true)
    var index = KernelIndex(of: facts)
    for benchmark in benchmarks {
      index.append(
        benchmark.name, samples: benchmark.samples,
        try RecordedStep(of: benchmark, on: facts, plan))
    }
    try write(index)
    show(index)
  }

  /// - Throws: as `knownFacts(_:)`; `OpenCLError` where there is no such device here.
  private func plannedDevice() throws -> (DeviceFacts, DevicePlan) {
    guard let facts else {
      let chosen = try device.choose()
      return (chosen.facts, try device.plan(for: chosen))
    }
    let given = try knownFacts(facts)
    return (given, device.plan(notHere: given))
  }

  /// - Throws: `ValidationError` where nothing is known by the name, `FileError` where the file cannot be
  ///   read or holds no facts.
  private func knownFacts(_ name: String) throws -> DeviceFacts {
    if let known = KnownDevice.named(name) {
      guard device.device == nil else {
        throw ValidationError("--facts \(name) is one device; leave --device away.")
      }
      return known.facts
    }
    do { return try FactsFile(URL(filePath: name), device.device).facts } catch {
      guard case .missing = error else { throw error }
      throw ValidationError(
        "\"\(name)\" is no file, and no device of that name is known; choose from "
          + "\(KnownDevice.names).")
    }
  }

  /// In the place of what the command wrote there earlier. The index last: it names no program that is not
  /// there, and none is there that it does not name.
  ///
  /// - Throws: `FileError`; nothing is then left of it.
  private func write(_ index: KernelIndex) throws(FileError) {
    try Folder.create(folder)
    try removePrograms()
    do {
      for (program, text) in zip(index.programs, index.texts) {
        try AtomicFile.write(text, to: folder.appending(path: program.file))
      }
      try JSONFile.write(index, to: indexFile)
    } catch {
      try? removePrograms()
      throw error
    }
  }

  private func removePrograms() throws(FileError) {
    try Folder.remove(indexFile)
    for name in try Folder.names(in: folder) where KernelIndex.isProgram(name) {
      try Folder.remove(folder.appending(path: name))
    }
  }

  private func show(_ index: KernelIndex) {
    let width = 1 + (index.steps.map(\.name.count).max() ?? 0)
    func line(_ name: String, _ cells: [String]) -> String {
      name + String(repeating: " ", count: max(0, width - name.count))
        + cells.map { String(repeating: " ", count: max(1, 13 - $0.count)) + $0 }.joined()
    }
    print("\(index.device.name), \(index.device.platform): not computed\n")
    print(
      line("", ["launches", "transfers", "programs", "host here ms", "memory MiB", "over limits"]))
    for step in index.steps {
      print(
        line(
          step.name,
          [
            "\(step.launches)", "\(step.transfers.values.reduce(0, +))", "\(step.programs)",
            String(format: "%.2f", 1e3 * step.hostSeconds), "\(step.memoryBytes >> 20)",
            "\(step.over.count)",
          ]))
    }
    for step in index.steps {
      for over in step.over {
        print(
          "\(step.name): \(over.kernel ?? "memory") would take \(over.size) \(over.what), where "
            + "\(over.limit) are allowed (\(counted(over.times, "time")))")
      }
    }
    print("\n\(counted(index.programs.count, "program")) in \(folder.path)")
  }
}
