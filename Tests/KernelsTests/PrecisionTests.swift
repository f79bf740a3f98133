import Foundation
import Kernels
import OpenCL
import Testing

/// Which work rules give to matrix units.
@Suite struct PrecisionTests {
  private func device(
    _ precision: Precision, rate: Double = 8, _ family: DevicePlan.Family = .gpu
  ) -> DevicePlan {
    DevicePlan(
      family: family, vectorWidth: family == .gpu ? 1 : 8, computeUnits: 132, groupSize: 256,
      localMemory: 48 << 10, precision: precision, matrixUnits: MatrixUnits(.ptx, rate: rate))
  }

  private func precision(of shape: MatMulShape, on device: DevicePlan) -> Precision? {
    guard case .group(let tile) = MatMulPlan(device, shape).method else { return nil }
    return tile.precision
  }

  @Test func productsAreRoundedWhereThatIsQuicker() {
    let large = MatMulShape(rows: 4096, columns: 4096, depth: 4096)
    let small = MatMulShape(rows: 8, columns: 8, depth: 9)
    for asked in Precision.allCases {
      #expect(precision(of: large, on: device(asked)) == asked)
      #expect(precision(of: small, on: device(asked)) == .float32)
      #expect(precision(of: large, on: device(asked, rate: 1)) == .float32)
      // On an H100 three products cost what one in float32 does.
      #expect(
        precision(of: large, on: device(asked, rate: 5.2)) == (asked == .tf32 ? asked : .float32))
      #expect(precision(of: large, on: device(asked, .cpu)) == nil)
    }
  }

  /// Winograd's transforms would make errors of rounded factors several times as large.
  @Test func winogradsProductsAreSplitRatherThanRounded() {
    func plan(_ asked: Precision, channels: Int) -> Conv2DPlan {
      Conv2DPlan(
        device(asked),
        .forward(
          Conv2DShape(
            input: (32, 32, 32, channels), outChannels: channels, kernel: (3, 3), padding: (1, 1))))
    }
    for (asked, expected) in [(Precision.float32, Precision.float32), (.tf32x3, .tf32x3)] {
      guard case .winograd(.groups(let tile, _)) = plan(asked, channels: 256) else {
        Issue.record("\(asked): no products of tiles")
        continue
      }
      #expect(tile.precision == expected)
    }
    guard case .winograd(.groups(let tile, _)) = plan(.tf32, channels: 1024) else {
      Issue.record("no products of tiles")
      return
    }
    #expect(tile.precision == .tf32x3)
    // Where the sum itself is that cheap, transforms no longer pay for fewer channels.
    guard case .direct(.group(let direct)) = plan(.tf32, channels: 64) else {
      Issue.record("transforms are still thought to pay")
      return
    }
    #expect(direct.precision == .tf32)
  }

  @Test func capabilityTellsWhatMatrixUnitsAreWorth() throws {
    func units(_ vendor: String, _ capability: Int?) throws -> MatrixUnits? {
      let number = capability.map { ",\"computeCapability\":\($0)" } ?? ""
      let facts = """
        {"name":"a","vendor":"\(vendor)","platform":"b","version":"OpenCL 3.0","driver":"1",
         "kind":"gpu","computeUnits":1,"globalMemory":1,"maxAllocation":1,"localMemory":49152,
         "maxWorkGroup":1024,"nativeFloatWidth":1,"extensions":[],"subGroupWidths":[]\(number)}
        """
      return MatrixUnits(of: try JSONDecoder().decode(DeviceFacts.self, from: Data(facts.utf8)))
    }
    #expect(try units("NVIDIA Corporation", 80)?.areQuicker == true)
    #expect(try units("NVIDIA Corporation", 90)?.areQuicker == true)
    #expect(try units("NVIDIA Corporation", 89)?.areQuicker == false)
    #expect(try units("NVIDIA Corporation", 75) == nil)
    #expect(try units("NVIDIA Corporation", nil) == nil)
    #expect(try units("Advanced Micro Devices, Inc.", nil) == nil)
  }

  @Test func tilesThatSubGroupsCannotShareAreRefused() throws {
    let kept = """
      {"rows": 64, "columns": 32, "depth": 16, "itemRows": 4, "itemColumns": 8, "precision": "tf32"}
      """
    func decode(_ text: String) throws -> GroupTile {
      try JSONDecoder().decode(GroupTile.self, from: Data(text.utf8))
    }
    #expect(try decode(kept).precision == .tf32)
    for (from, to) in [
      (#""depth": 16"#, #""depth": 4"#), (#""itemColumns": 8"#, #""itemColumns": 4"#),
      (#""rows": 64"#, #""rows": 16"#), ("tf32", "bfloat16"),
    ] {
      #expect(throws: DecodingError.self) { try decode(kept.replacing(from, with: to)) }
    }
    #expect(try decode(kept.replacing(#", "precision": "tf32""#, with: "")).precision == .float32)
  }
}
