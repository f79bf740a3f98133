import KernelCases
import Kernels
import TestSupport
import Testing

/// Every kernel against the reference, used as on a CPU and as on a GPU.
@Suite struct AgreementTests {
  @Test(arguments: DevicePlan.Family.allCases)
  func everyKernelAgreesWithTheReference(family: DevicePlan.Family) throws {
    let kernels = try testKernels(family: family)
    for test in Registry.checks {
      let check = try KernelCheck(test, on: kernels)
      #expect(
        check.agrees,
        "\(test.operation): \(test.name), \(check.worst) off by \(check.error ?? .nan)")
    }
  }
}
