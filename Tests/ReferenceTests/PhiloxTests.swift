import Reference
import Testing

@Suite struct PhiloxTests {
  /// The known answers of Random123 (`kat_vectors`, philox4x32 10).
  @Test(
    arguments: [
      (
        [0, 0, 0, 0], [0, 0], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
      ),
      (
        [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [0xffff_ffff, 0xffff_ffff],
        [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
      ),
      (
        [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
        [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
      ),
    ] as [([UInt32], [UInt32], [UInt32])])
  func knownAnswers(counter: [UInt32], key: [UInt32], answer: [UInt32]) {
    #expect(PhiloxReference.block(counter: counter, key: key) == answer)
  }

  @Test func aStreamIsItsBlocks() {
    let words = PhiloxReference.words(
      samples: 2, size: 6, seed: 0x1_0000_0002, stream: 0x3_0000_0004)
    let expected = (0..<UInt32(2)).flatMap { place in
      let first = PhiloxReference.block(counter: [0, place, 4, 3], key: [2, 1])
      let second = PhiloxReference.block(counter: [1, place, 4, 3], key: [2, 1])
      return first + second.prefix(2)
    }
    #expect(words == expected)
  }

  @Test func uniformsFillTheInterval() {
    let u = PhiloxReference.uniforms(samples: 4, size: 5_000, seed: 5, stream: 0)
    #expect(u.allSatisfy { (0..<1).contains($0) })
    let mean = u.reduce(0, +) / 20_000
    let variance = u.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean - 0.5) < 0.01)
    #expect(abs(variance - 1.0 / 12) < 0.002)
  }

  @Test func normalsHaveTheirMoments() {
    let z = PhiloxReference.normals(samples: 3, size: 6_667, seed: 6, stream: 1)
    let mean = z.reduce(0, +) / 20_001
    let variance = z.reduce(0) { $0 + $1 * $1 } / 20_001
    let fourth = z.reduce(0) { $0 + $1 * $1 * $1 * $1 } / 20_001
    #expect(abs(mean) < 0.02)
    #expect(abs(variance - 1) < 0.03)
    #expect(abs(fourth - 3) < 0.2)
  }
}
