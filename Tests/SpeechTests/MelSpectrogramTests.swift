import Files
import Foundation
import Speech
import TestSupport
import Testing

/// Against pictures that librosa computed (`Tests/interop/mel_librosa.py`).
@Suite struct MelSpectrogramTests {
  private static let fixtures = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

  /// A chirp in a little noise, as the script has it.
  private func signal(count: Int, rate: Int) -> [Float] {
    let (count, rate) = (Double(count), Double(rate))
    var state: UInt32 = 1
    return (0..<Int(count)).map { index in
      let time = Double(index) / rate
      state = state &* 1_664_525 &+ 1_013_904_223
      let noise = Double(state) / 0x1p31 - 1
      let sweep = 100 * time + 0.5 * (0.4 * rate / (count / rate)) * time * time
      return Float(0.5 * sin(2 * .pi * sweep) + 0.01 * noise)
    }
  }

  private func largestError(
    _ picture: LogMel, against fixture: String
  ) throws -> Float {
    let expected = try NPYArray(contentsOf: Self.fixtures.appending(path: fixture))
    try #require(expected.shape == [picture.frames, picture.bands])
    return zip(picture.values, expected.floats).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  @Test func equalsLibrosa() throws {
    let picture = try MelSpectrogram()(signal(count: 4_000, rate: 16_000))
    #expect(picture.frames == 9)
    #expect(try largestError(picture, against: "mel_default.npy") < 1e-3)
  }

  @Test func equalsLibrosaUnderOtherSettings() throws {
    var settings = MelConfiguration()
    settings.sampleRate = 8_000
    settings.windowLength = 200
    settings.hopLength = 80
    settings.fftLength = 256
    settings.bands = 20
    settings.minimumFrequency = 50
    settings.maximumFrequency = 3_800
    settings.scale = .htk
    settings.normalization = .none
    let picture = try MelSpectrogram(settings)(signal(count: 1_000, rate: 8_000))
    #expect(try largestError(picture, against: "mel_htk.npy") < 1e-3)
  }

  @Test(arguments: [(0, 1), (1, 1), (799, 1), (800, 1), (1_199, 1), (1_200, 2), (16_000, 39)])
  func hasOnlyWholeWindows(_ samples: Int, _ frames: Int) throws {
    let picture = try MelSpectrogram()([Float](repeating: 0.1, count: samples))
    #expect(picture.frames == frames)
    #expect(picture.values.count == frames * 128)
  }

  @Test func padsAShortRecordingWithZeros() throws {
    let mel = try MelSpectrogram()
    let short = signal(count: 500, rate: 16_000)
    #expect(mel(short) == mel(short + [Float](repeating: 0, count: 300)))
  }

  @Test func silenceIsTheFloor() throws {
    let mel = try MelSpectrogram()
    #expect(mel.configuration.floorDecibels == -100)
    #expect(mel([Float](repeating: 0, count: 2_000)).values.allSatisfy { $0 == -100 })
  }

  @Test func refusesSettingsThatMakeNoSense() {
    func refuses(_ change: (inout MelConfiguration) -> Void) -> Bool {
      var settings = MelConfiguration()
      change(&settings)
      return (try? MelSpectrogram(settings)) == nil
    }
    #expect(refuses { $0.sampleRate = 0 })
    #expect(refuses { $0.windowLength = 0 })
    #expect(refuses { $0.hopLength = 0 })
    #expect(refuses { $0.fftLength = 799 })
    #expect(refuses { $0.bands = 0 })
    #expect(refuses { $0.maximumFrequency = 8_001 })
    #expect(refuses { $0.minimumFrequency = 8_000 })
    #expect(refuses { $0.maximumFrequency = .nan })
    #expect(refuses { $0.floor = 0 })
    #expect(!refuses { $0.bands = 40 })
  }

  @Test func configurationSurvivesJSON() throws {
    var settings = MelConfiguration()
    settings.bands = 80
    settings.scale = .htk
    let data = try JSONEncoder().encode(settings)
    #expect(try JSONDecoder().decode(MelConfiguration.self, from: data) == settings)
  }
}
