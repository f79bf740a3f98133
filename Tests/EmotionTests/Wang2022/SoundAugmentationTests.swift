import Files
import Foundation
import Random
import Speech
import TestSupport
import Testing

@testable import Emotion

@Suite struct SoundAugmentationTests {
  private let scale = Normalization(mean: -40, deviation: 20)
  private let spectrogram: MelSpectrogram

  init() throws { spectrogram = try MelSpectrogram() }

  /// A second of a tone in a file, and its picture.
  private func utterance(in folder: URL, _ frequency: Double = 300) throws -> Utterance {
    let url = folder.appending(path: "a.wav")
    let samples = (0..<16_000).map { Float(0.2 * sin(2 * .pi * frequency * Double($0) / 16_000)) }
    try Signal(samples, sampleRate: 16_000).write(to: url)
    let picture = spectrogram(try Signal(contentsOf: url).samples)
    return Utterance(id: 0, file: url.path, label: 0, speaker: "x", picture: scale(picture))
  }

  private static let rows = Baseline.allCases.compactMap {
    $0.row(Configuration()).augmentation as? SoundAugmentation
  }

  private func variants(
    of utterance: Utterance, _ row: SoundAugmentation, seed: UInt64 = 1
  ) throws -> [LogMel] {
    try row.variants(2, of: utterance, by: spectrogram, scale, seed: seed).map(\.picture)
  }

  @Test func eachEffectHasItsRow() {
    #expect(
      Self.rows.map(\.stream) == ["sound-noise", "sound-gain", "sound-speed", "sound-room"])
  }

  @Test(arguments: rows)
  func aSeedFixesItAndCopiesDiffer(_ row: SoundAugmentation) throws {
    let folder = try TemporaryFolder()
    let utterance = try utterance(in: folder.url)
    let first = try variants(of: utterance, row)
    #expect(try first == variants(of: utterance, row))
    #expect(try first != variants(of: utterance, row, seed: 2))
    #expect(first[0] != first[1] && first[0] != utterance.picture)
    #expect(first.allSatisfy { $0.bands == 128 && $0.values.allSatisfy(\.isFinite) })
  }

  @Test func gainMovesEveryValueByAsMuch() throws {
    let folder = try TemporaryFolder()
    let utterance = try utterance(in: folder.url)
    let row = SoundAugmentation(stream: "x", effect: GainEffect(gains: 6...6))
    for picture in try variants(of: utterance, row) {
      // What is at the floor, 100 dB below full scale, may come up to it.
      for (after, before) in zip(picture.values, utterance.picture.values)
      where scale.inverse(before) > -90 {
        #expect(abs(scale.inverse(after) - scale.inverse(before) - 6) < 1e-2)
      }
    }
  }

  @Test func aRecordingThatChangedSinceIsNotTaken() throws {
    let folder = try TemporaryFolder()
    let utterance = try utterance(in: folder.url)
    _ = try self.utterance(in: folder.url, 500)
    #expect {
      try variants(of: utterance, Self.rows[0])
    } throws: { "\($0)".contains("was another recording") }
    try FileManager.default.removeItem(atPath: utterance.file)
    #expect(throws: FileError.self) { try variants(of: utterance, Self.rows[0]) }
  }
}
