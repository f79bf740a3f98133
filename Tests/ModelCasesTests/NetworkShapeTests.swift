import Files
import TestSupport
import TestVectors
import Testing

@testable import ModelCases

/// Attributes of vectors that describe no network.
struct NetworkShapeTests {
  private func problem(_ operation: String, attributes: String) throws -> String {
    let folder = try TemporaryFolder()
    let writer = try SafetensorsWriter(
      folder("case.safetensors"), entries: [SafetensorsEntry("out.y", shape: [1])],
      metadata: ["op": operation, "attrs": attributes])
    try writer.write([1 as Float], for: "out.y")
    try writer.commit()
    let checks = try VectorSuite(folder: folder.url, of: .models)
      .check("case", on: testKernels().queue)
    #expect(checks.allSatisfy { !$0.agrees })
    return try #require(checks.first?.problem)
  }

  @Test(arguments: [0, -1, 70_000])
  func sizesThatMakeNoSenseAreRefused(size: Int) throws {
    let classes = try problem("uar", attributes: #"{"classes": \#(size)}"#)
    #expect(classes.contains("\"classes\" is \(size)"))
    let channels = try problem(
      "net_discriminator", attributes: #"{"config": {"channels": [4, \#(size)]}}"#)
    #expect(channels.contains("is \(size), which is not in 1...65536"))
  }
}
