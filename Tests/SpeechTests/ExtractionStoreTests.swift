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
    of recordings: [Recording], settings: Emobase2010.Settings = .init()
  ) async throws -> ExtractionStore.Features {
    try await ExtractionStore(beside: folder("m.csv"), settings: settings, sampleRate: 16_000)
      .features(of: recordings)
  }

  private var stored: [String] {
    get throws { try Folder.names(in: folder("m.csv.features")) }
  }

  @Test func keepsFeaturesUntilSomethingChanges() async throws {
    let recordings = [try tone("a.wav", seconds: 0.5), try tone("b.wav", seconds: 0.02)]
    let computed = try await features(of: recordings)
    #expect(computed.table.files == [folder("a.wav").path])
    #expect(computed.skipped == [folder("b.wav").path] && computed.warnings.count == 1)
    let found = try await features(of: recordings)
    #expect(found.table.values == computed.table.values && found.skipped == computed.skipped)
    #expect(try stored.count == 1)

    _ = try tone("a.wav", seconds: 0.5, pitch: 0.05)
    let changed = try await features(of: recordings)
    #expect(changed.table.values != computed.table.values)
    var other = Emobase2010.Settings()
    other.variant = .paralingCompat
    #expect(try await features(of: recordings, settings: other).table.kind != found.table.kind)
    #expect(try stored.count == 3)
  }

  @Test func aBrokenStoreIsComputedAnew() async throws {
    let recordings = [try tone("a.wav", seconds: 0.5)]
    let computed = try await features(of: recordings)
    let file = folder("m.csv.features").appending(path: try stored[0])
    try FileHandle(forWritingTo: file).truncate(atOffset: 99)
    #expect(try await features(of: recordings).table.values == computed.table.values)
    #expect(try FeatureTable(contentsOf: file).values == computed.table.values)
  }
}
