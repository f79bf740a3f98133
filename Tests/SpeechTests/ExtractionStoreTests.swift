import Files
import Foundation
import Speech
import TestSupport
import Testing

struct ExtractionStoreTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func tone(_ name: String, seconds: Double, pitch: Float = 0.08) throws -> Recording {
    let samples = (0..<Int(16_000 * seconds)).map { 0.3 * sin(Float($0) * pitch) }
    try Signal(samples, sampleRate: 16_000).write(to: folder(name))
    return Recording(url: folder(name), emotion: "sad")
  }

  private func features(
    of recordings: [Recording], settings: Emobase2010.Settings = .init(), skipping: Bool = false
  ) async throws -> Emobase2010.Extraction {
    try await ExtractionStore(beside: folder("m.csv"), settings: settings, sampleRate: 16_000)
      .features(of: recordings, skippingUnreadable: skipping)
  }

  private var stored: [String] {
    get throws { try Folder.names(in: folder("m.csv.features")) }
  }

  @Test func keepsFeaturesUntilSomethingChanges() async throws {
    let recordings = [
      try tone("a.wav", seconds: 0.5), try tone("b.wav", seconds: 0.02),
      try tone("c.wav", seconds: 0.4),
    ]
    let computed = try await features(of: recordings)
    #expect(computed.table.files == [folder("a.wav").path, folder("c.wav").path])
    #expect(computed.report.leftOut.map(\.file) == [folder("b.wav").path] && computed.found == 0)
    #expect(computed.report.sentences.count == 1)
    let found = try await features(of: recordings)
    #expect(found.table == computed.table && found.report == computed.report && found.found == 3)
    #expect(try stored.count == 1)

    _ = try tone("a.wav", seconds: 0.5, pitch: 0.05)
    let changed = try await features(of: recordings)
    #expect(changed.table[0] != computed.table[0] && changed.table[1] == computed.table[1])
    #expect(changed.found == 2)
    var other = Emobase2010.Settings()
    other.variant = .paralingCompat
    #expect(try await features(of: recordings, settings: other).table.kind != found.table.kind)
    #expect(try stored.count == 2)
  }

  @Test func aBrokenStoreIsComputedAnew() async throws {
    let recordings = [try tone("a.wav", seconds: 0.5)]
    let computed = try await features(of: recordings)
    let file = folder("m.csv.features").appending(path: try stored[0])
    try FileHandle(forWritingTo: file).truncate(atOffset: 99)
    let again = try await features(of: recordings)
    #expect(again.table.values == computed.table.values && again.found == 0)
    #expect(try await features(of: recordings).found == 1)
  }

  @Test func whatCannotBeReadCostsNothingTwice() async throws {
    let recordings = try (0..<4).map { try tone("\($0).wav", seconds: 0.3 + 0.1 * Double($0)) }
    try Data().write(to: folder("1.wav"))
    let error = await #expect(throws: UnreadableRecordings.self) {
      try await features(of: recordings)
    }
    #expect(error?.failures.map(\.path) == [folder("1.wav").path] && error?.all == 4)
    let rest = try await features(of: recordings, skipping: true)
    #expect(rest.found == 3 && rest.table.files.count == 3)
    _ = try tone("1.wav", seconds: 0.3, pitch: 0.1)
    #expect(try await features(of: recordings).found == 3)
  }
}
