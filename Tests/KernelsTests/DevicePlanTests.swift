import Foundation
import Kernels
import Testing

@Suite struct DevicePlanTests {
  private let plan = DevicePlan(
    family: .gpu, vectorWidth: 1, computeUnits: 132, groupSize: 256, subGroupWidths: [32])

  private func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(plan), as: UTF8.self)
  }

  @Test func isReadAsItWasWritten() throws {
    #expect(try JSONDecoder().decode(DevicePlan.self, from: Data(text().utf8)) == plan)
  }

  /// Numbers by which work is divided.
  @Test(arguments: [
    (#""groupSize":256"#, #""groupSize":0"#), (#""computeUnits":132"#, #""computeUnits":-1"#),
    (#""vectorWidth":1"#, #""vectorWidth":3"#), (#""localMemory":32768"#, #""localMemory":-1"#),
    ("[32]", "[0]"), ("256", "9223372036854775807"),
  ])
  func whatNoDeviceHasIsRefused(old: String, new: String) throws {
    let text = try text()
    #expect(text.contains(old))
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        DevicePlan.self, from: Data(text.replacing(old, with: new).utf8))
    }
  }
}
