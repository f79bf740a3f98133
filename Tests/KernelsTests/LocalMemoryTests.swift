import KernelCases
import Kernels
import OpenCL
import TestSupport
import Testing

/// What launchers say of their kernels' local memory, for devices that are not here, is what the compiler
/// finds.
@Suite struct LocalMemoryTests {
  @Test(arguments: DevicePlan.Family.allCases)
  func isWhatTheCompilerFinds(family: DevicePlan.Family) throws {
    let queue = try Queue(try Device.choose())
    let recording = Recording()
    let kernels = Kernels(
      Queue(noting: recording, for: queue.device.facts),
      plan: DevicePlan(queue.device.facts, forced: family))
    for test in Registry.checks { try test.trial(on: kernels).run() }
    // Of each kernel one that takes none and one that takes some, where its text knows of it.
    var stated: [String: Kernel] = [:]
    for kernel in recording.take().launches.map(\.kernel)
    where kernel.program.text.contains("__local ") {
      stated["\(kernel.name) \(kernel.localMemory > 0)"] = kernel
    }
    for kernel in stated.values {
      let text = KernelSource(file: "\(kernel.name).cl", text: kernel.program.text)
      let compiled = try queue.programs.program([text], options: kernel.program.options)
        .kernel(kernel.name)
      #expect(
        compiled.localMemory == kernel.localMemory, "\(kernel.name) \(kernel.program.options)")
    }
    #expect(stated.values.contains { $0.localMemory > 0 })
  }
}
