import Kernels
import OpenCL
import TestSupport
import Testing

@testable import Training

@Suite struct LargestBatchTests {
  /// A step that takes 3 MiB and 2 for each picture.
  private func take(_ batch: Int, _ kernels: Kernels) throws {
    let fixed = try kernels.floats(3 << 18)
    let pictures = try (0..<batch).map { _ in try kernels.floats(2 << 18) }
    withExtendedLifetime((fixed, pictures)) {}
  }

  @Test(arguments: [(45, 16), (24, 8), (14, 4), (6, 1), (100_000, 256)])
  func fillsNineTenthsOfTheMemory(mebibytes: Int, batch: Int) throws {
    let device = try Device.choose()
    let found = try LargestBatch.find(on: device, limit: mebibytes << 20) { batch, kernels in
      try take(batch, kernels)
    }
    #expect(found == batch)
  }
}
