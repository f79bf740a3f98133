import Foundation
import Kernels
import OpenCL
import Testing

@Suite struct DevicePlanTests {
  private let plan = DevicePlan(
    family: .gpu, vectorWidth: 1, computeUnits: 132, groupSize: 256, subGroupWidths: [32],
    precision: .tf32x3, matrixUnits: MatrixUnits(.ptx, rate: 8))

  private func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(plan), as: UTF8.self)
  }

  @Test func isReadAsItWasWritten() throws {
    #expect(try JSONDecoder().decode(DevicePlan.self, from: Data(text().utf8)) == plan)
  }

  /// A device's own family comes first; on Mesa's llvmpipe the other one is wrong.
  @Test(arguments: [
    ("pthread-haswell", "cpu", ["cpu", "gpu"]), ("NVIDIA H100", "gpu", ["gpu", "cpu"]),
    ("Emulator", "accelerator", ["gpu", "cpu"]),
    ("llvmpipe (LLVM 15.0.6, 256 bits)", "cpu", ["gpu"]),
  ])
  func familiesAreThoseThatAreRight(name: String, kind: String, families: [String]) throws {
    let facts = try JSONDecoder().decode(
      DeviceFacts.self,
      from: Data(
        #"""
        {"name": "\#(name)", "vendor": "", "platform": "", "version": "", "driver": "", "kind": "\#(kind)",
        "computeUnits": 8, "globalMemory": 1, "maxAllocation": 1, "localMemory": 1, "maxWorkGroup": 1,
        "nativeFloatWidth": 1, "extensions": [], "subGroupWidths": []}
        """#.utf8))
    #expect(DevicePlan.Family.all(on: facts).map(\.rawValue) == families)
    #expect(DevicePlan(facts).family.rawValue == families[0])
  }

  @Test func aPlanFromBeforeMatrixUnitsGoesOnInFloat32() throws {
    let older = try text().replacing(#""matrixUnits":{"instruction":"ptx","rate":8},"#, with: "")
      .replacing(#""precision":"tf32x3","#, with: "")
    let read = try JSONDecoder().decode(DevicePlan.self, from: Data(older.utf8))
    #expect(read.precision == .float32 && read.matrixUnits == nil)
  }

  /// What is not known counts as the card that rules were fitted to.
  @Test func onlyWhatMakersPublishMakesABalance() throws {
    func balance(_ name: String) throws -> Double {
      DevicePlan(try #require(KnownDevice.named(name)).facts).balance
    }
    #expect(try balance("h100") == 1 && plan.balance == 1)
    #expect(try (0.6...0.7).contains(balance("a100")) && (4...4.2).contains(balance("rtx-4090")))
    let older = try text().replacing(#""balance":1,"#, with: "")
    #expect(try JSONDecoder().decode(DevicePlan.self, from: Data(older.utf8)) == plan)
  }

  /// Numbers by which work is divided.
  @Test(arguments: [
    (#""groupSize":256"#, #""groupSize":0"#), (#""computeUnits":132"#, #""computeUnits":-1"#),
    (#""balance":1"#, #""balance":0"#), (#""vectorWidth":1"#, #""vectorWidth":3"#),
    (#""localMemory":32768"#, #""localMemory":-1"#),
    ("[32]", "[0]"), (#""rate":8"#, #""rate":0"#), ("tf32x3", "tf16"),
    ("256", "9223372036854775807"),
  ])
  func whatNoDeviceHasIsRefused(old: String, new: String) throws {
    let text = try text()
    #expect(text.contains(old))
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        DevicePlan.self, from: Data(text.replacing(old, with: new).utf8))
    }
  }

  /// Apple's device for CPUs has groups along one axis only.
  @Test func groupsAreNoLongerThanTheDeviceAllowsAlongAnAxis() throws {
    func plan(sizes: String) throws -> DevicePlan {
      let facts = """
        {"name": "d", "vendor": "v", "platform": "p", "version": "OpenCL 1.2", "driver": "1",
         "kind": "gpu", "computeUnits": 2, "globalMemory": 1000000, "maxAllocation": 4096,
         "localMemory": 1024, "maxWorkGroup": 1024, "maxWorkItemSizes": \(sizes),
         "nativeFloatWidth": 1, "extensions": [], "subGroupWidths": []}
        """
      return DevicePlan(try JSONDecoder().decode(DeviceFacts.self, from: Data(facts.utf8)))
    }
    for (sizes, group, largest) in [
      ("[1024, 1024, 64]", 256, 1024), ("[512, 2048, 1]", 256, 512), ("[1024, 1, 1]", 1, 1),
    ] {
      let plan = try plan(sizes: sizes)
      #expect(plan.groupSize == group && plan.largestGroup == largest, "\(sizes)")
    }
  }
}
