import Files
import Foundation
import Kernels
import TestSupport
import TestVectors
import Testing

/// Whether the runner of test vectors tells right from wrong, on vectors made here.
struct VectorSuiteTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A vector of relu: y of (-1, 2, 3) with the gradient of y · (10, 20, 30).
  private func writeReLU(
    y: [Float] = [0, 2, 3], gradient: [Float] = [0, 20, 30], to name: String = "case"
  ) throws {
    try write(
      name, op: "relu",
      [
        ("in.x", [3], [-1, 2, 3]), ("gout.y", [3], [10, 20, 30]), ("out.y", [3], y),
        ("grad.x", [3], gradient),
      ])
  }

  private func write(
    _ name: String, op: String?, attributes: String = "{}",
    _ tensors: [(name: String, shape: [Int], values: [Float])],
    integers: [(name: String, shape: [Int], values: [Int32])] = []
  ) throws {
    var metadata = ["attrs": attributes]
    metadata["op"] = op
    let writer = try SafetensorsWriter(
      folder("\(name).safetensors"),
      entries: tensors.map { SafetensorsEntry($0.name, shape: $0.shape) }
        + integers.map { SafetensorsEntry($0.name, .int32, shape: $0.shape) }, metadata: metadata)
    for tensor in tensors { try writer.write(tensor.values, for: tensor.name) }
    for tensor in integers { try writer.write(tensor.values, for: tensor.name) }
    try writer.commit()
  }

  private func check(_ name: String = "case") throws -> [VectorCheck] {
    try VectorSuite(folder: folder.url, of: .engine).check(name, on: testKernels().queue)
  }

  /// The only problem that a case meets, under however many plans.
  private func problem(_ name: String = "case") throws -> String {
    let checks = try check(name)
    #expect(checks.allSatisfy { !$0.agrees })
    return checks.first?.problem ?? ""
  }

  @Test func runsUnderEveryPlan() throws {
    try writeReLU()
    let checks = try check()
    #expect(checks.map(\.family) == DevicePlan.Family.allCases)
    #expect(checks.allSatisfy { $0.agrees && $0.operation == "relu" && $0.worst?.error == 0 })
  }

  @Test func namesTheWorstTensor() throws {
    try writeReLU(gradient: [0, 20, 31])
    for check in try check() {
      #expect(!check.agrees)
      #expect(check.worst?.tensor == "grad.x" && check.worst?.error == 1)
      #expect(check.worst.map { abs($0.allowed - (2e-5 * 31 + 1e-7)) < 1e-9 } ?? false)
    }
  }

  @Test func aNumberThatIsNoneFails() throws {
    try writeReLU(y: [0, .nan, 3])
    for check in try check() { #expect(!check.agrees && check.worst?.error == nil) }
  }

  @Test func theIndexWidensTheTolerance() throws {
    try writeReLU(y: [0, 2, 3.5])
    #expect(try check().allSatisfy { !$0.agrees })
    let index = #"{"case": {"expected": {"out.y": {"scale": 3, "f32_err": 0.0625}}}}"#
    _ = try folder.write(Data(index.utf8), to: "index.json")
    #expect(try check().allSatisfy { $0.agrees && $0.worst?.tensor == "out.y" })
  }

  @Test func integersAreEqual() throws {
    let x: [Float] = [1, 1, 0, 1]
    func write(index: Int32) throws {
      try self.write(
        "case", op: "maxpool2d", attributes: #"{"kernel": 2, "stride": [2, 2]}"#,
        [("in.x", [1, 1, 2, 2], x), ("out.y", [1, 1, 1, 1], [1])],
        integers: [("out.index", [1, 1, 1, 1], [index])])
    }
    try write(index: 0)
    #expect(try check().allSatisfy(\.agrees))
    try write(index: 1)
    #expect(try check().allSatisfy { !$0.agrees && $0.worst?.tensor == "out.index" })
  }

  @Test func anUnknownOperationFails() throws {
    try write("case", op: "conv9d", [("out.y", [1], [1])])
    #expect(try problem().contains("\"conv9d\" is not known"))
    try write("case", op: nil, [("out.y", [1], [1])])
    #expect(try problem().contains("lack \"op\""))
  }

  @Test func brokenFilesAreNamed() throws {
    try writeReLU()
    let file = folder("case.safetensors")
    let whole = try Data(contentsOf: file)
    _ = try folder.write(whole.dropLast(3), to: "case.safetensors")
    #expect(try problem().contains(file.path))

    _ = try folder.write(Data(#"{"gone": {"expected": {}}}"#.utf8), to: "index.json")
    #expect(try VectorSuite(folder: folder.url, of: .engine).names == ["case", "gone"])
    #expect(try problem("gone").contains("no such file"))
  }

  @Test func whatIsExpectedMustBeFound() throws {
    try write("case", op: "relu", [("in.x", [1], [1])])
    #expect(try problem().contains("no expected tensor"))
    try write("case", op: "relu", [("in.x", [1], [1]), ("out.z", [1], [1])])
    #expect(try problem().contains("\"out.z\" is no result"))
    try write("case", op: "relu", [("in.x", [2], [1, 1]), ("out.y", [1], [1])])
    #expect(try problem().contains("[1] where relu gives [2]"))
    try write("case", op: "relu", [("in.q", [1], [1]), ("out.y", [1], [1])])
    #expect(try problem().contains("no tensor \"in.x\""))
    try write(
      "case", op: "relu", [("in.x", [1], [1]), ("out.y", [1], [1]), ("grad.w", [1], [1])])
    #expect(try problem().contains("gradient of no input"))
    try write("case", op: "leaky_relu", [("in.x", [1], [1]), ("out.y", [1], [1])])
    #expect(try problem().contains("\"slope\" is missing"))
  }

  @Test func foldersAreChecked() throws {
    #expect(throws: FileError.self) { try VectorSuite(folder: folder("nowhere"), of: .engine) }
    #expect(throws: FileError.self) { try VectorSuite(folder: folder.url, of: .engine) }
    _ = try folder.write(Data("[]".utf8), to: "index.json")
    #expect(throws: FileError.self) { try VectorSuite(folder: folder.url, of: .engine) }
  }
}
