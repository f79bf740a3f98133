import KernelCases
import Kernels
import TestSupport
import Testing

/// Every kernel against the reference, used as on a CPU and as on a GPU.
@Suite struct AgreementTests {
  /// Whatever name a kernel has in the files, some case launches it.
  @Test func everyKernelAgreesWithTheReferenceInSomeCase() throws {
    var launched: Set<String> = []
    var declared: Set<String> = []
    for family in DevicePlan.Family.allCases {
      let kernels = try testKernels(family: family, profiling: true)
      for test in Registry.checks {
        let check = try KernelCheck(test, on: kernels)
        #expect(
          check.agrees,
          "\(family): \(test.operation): \(test.name), \(check.worst) off by \(check.error ?? .nan)"
        )
      }
      launched.formUnion(kernels.queue.profile?.take().map(\.launches.kernel) ?? [])
      declared.formUnion(try kernels.queue.programs.kernelNames())
    }
    #expect(declared.subtracting(launched).sorted() == [])
    #expect(!declared.isEmpty)
  }
}
