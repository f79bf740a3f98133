import Foundation
import Random
import TestSupport
import Testing

@testable import Speech

@Suite struct MelInversionTests {
  /// A voice-like sound: harmonics of a gliding pitch under two formants, syllables, a little noise.
  private func voice(seconds: Double, rate: Int) -> [Float] {
    var generator = SeededGenerator(seed: 1, stream: "voice")
    var phase = 0.0
    return (0..<Int(seconds * Double(rate))).map { index in
      let time = Double(index) / Double(rate)
      let pitch = 120 + 40 * sin(2 * .pi * 1.5 * time)
      phase += 2 * .pi * pitch / Double(rate)
      let harmonics = (1...Int(0.45 * Double(rate) / pitch)).reduce(0.0) { sum, number in
        let frequency = pitch * Double(number)
        let formants =
          exp(-pow((frequency - 600) / 200, 2)) + 0.4 * exp(-pow((frequency - 1_700) / 300, 2))
        return sum + (formants + 0.005) * sin(Double(number) * phase)
      }
      let syllables = 0.55 + 0.45 * sin(2 * .pi * 4 * time)
      return Float(0.2 * syllables * harmonics + 0.001 * generator.normal())
    }
  }

  /// It is refused before its samples ask for memory.
  @Test func aSoundThatNoFileHoldsIsRefused() async throws {
    var configuration = MelConfiguration()
    (configuration.hopLength, configuration.bands) = (1 << 20, 1)
    let inversion = try MelInversion(configuration)
    let picture = LogMel([Float](repeating: 0, count: 3_000), bands: 1)
    let sound = URL(filePath: "/nowhere/long.wav")
    await #expect {
      _ = try await inversion.write([(picture, sound)])
    } throws: { error in
      "\(error)".contains("/nowhere/long.wav") && "\(error)".contains("3000 frames")
    }
  }

  /// The mean error in dB of the sound made of a sound's picture.
  private func meanError(
    _ samples: [Float], _ configuration: MelConfiguration, iterations: Int = 60
  ) throws -> Double {
    let picture = try MelSpectrogram(configuration)(samples)
    let inversion = try MelInversion(configuration, iterations: iterations)
    let sound = inversion(picture)
    #expect(sound.sampleRate == configuration.sampleRate)
    #expect(
      sound.samples.count == (picture.frames - 1) * configuration.hopLength
        + configuration.windowLength)
    return inversion.meanError(of: sound, from: picture)
  }

  /// Turns make the picture fit: without them, phases are as they were drawn.
  @Test func aVoiceKeepsItsPicture() throws {
    let samples = voice(seconds: 0.35, rate: 16_000)
    let error = try meanError(samples, MelConfiguration())
    #expect(error < 1, "\(error) dB")
    #expect(try meanError(samples, MelConfiguration(), iterations: 0) > 2 * error)
  }

  @Test func aVoiceKeepsItsPictureUnderAnotherFrontEnd() throws {
    var settings = MelConfiguration()
    settings.sampleRate = 8_000
    settings.windowLength = 200
    settings.hopLength = 80
    settings.fftLength = 256
    settings.bands = 40
    settings.maximumFrequency = 3_800
    settings.scale = .htk
    settings.normalization = .none
    let error = try meanError(voice(seconds: 0.15, rate: 8_000), settings, iterations: 30)
    #expect(error < 1.5, "\(error) dB")
  }

  @Test(.enabled(if: TestCorpora.has("emodb"), "EMO-DB is not there"))
  func aRecordingKeepsItsPicture() throws {
    let folder = TestCorpora.folder.appending(path: "emodb/wav")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".wav") }.min())
    let signal = try Signal(
      contentsOf: folder.appending(path: name), sampleRate: 16_000)
    let error = try meanError(Array(signal.samples.prefix(8_000)), MelConfiguration())
    #expect(error < 1, "\(error) dB in \(name)")
  }

  @Test func silenceStaysSilent() throws {
    let picture = LogMel([Float](repeating: -100, count: 5 * 128), bands: 128)
    let inversion = try MelInversion(MelConfiguration())
    let sound = inversion(picture)
    #expect(sound.samples == [Float](repeating: 0, count: 4 * 400 + 800))
    #expect(inversion.meanError(of: sound, from: picture) == 0)
  }

  @Test func aSeedFixesTheSound() throws {
    let picture = try MelSpectrogram()(voice(seconds: 0.15, rate: 16_000))
    let sounds = try [1, 1, 2].map {
      try MelInversion(MelConfiguration(), iterations: 5, seed: $0)(picture)
    }
    #expect(sounds[0] == sounds[1] && sounds[0] != sounds[2])
  }

  @Test func whatIsTooLoudIsMadeSofter() async throws {
    let folder = try TemporaryFolder()
    let picture = try MelSpectrogram()(voice(seconds: 0.1, rate: 16_000).map { 100 * $0 })
    let inversion = try MelInversion(MelConfiguration(), iterations: 5)
    let errors = try await inversion.write([(picture, folder("loud.wav"))])
    let (sound, written) = (inversion(picture), try Signal(contentsOf: folder("loud.wav")))
    let peak = try #require(sound.samples.map(abs).max())
    #expect(peak > 1 && errors == [inversion.meanError(of: sound, from: picture)])
    for (sample, original) in zip(written.samples, sound.samples) {
      #expect(abs(sample - original / peak) < 1e-4)
    }
  }

  @Test func aSpectrumIsFoundThatGathersIntoTheBands() throws {
    let bank = MelFilterBank(MelConfiguration())
    var generator = SeededGenerator(seed: 1, stream: "spectrum")
    let spectrum = (0..<513).map { _ in pow(10, 2 * generator.uniform()) }
    func gathered(_ spectrum: [Double]) -> [Double] {
      var powers = [Double](repeating: 0, count: 128)
      spectrum.withUnsafeBufferPointer { bank.gather($0) { powers[$0] = $1 } }
      return powers
    }
    let bands = gathered(spectrum)
    let found = bank.spectrum(gathering: bands, bins: 513)
    #expect(found.allSatisfy { $0 >= 0 })
    for (power, wanted) in zip(gathered(found), bands) {
      #expect(abs(10 * log10(power / wanted)) < 0.2)
    }
    #expect(bank.spectrum(gathering: bands.map { _ in 0 }, bins: 513).allSatisfy { $0 == 0 })
  }

  @Test func spectraOfASignalGiveItBack() {
    let stft = STFT(windowLength: 800, hopLength: 400, fftLength: 1024)
    let samples = voice(seconds: 0.175, rate: 16_000)
    let again = stft.signal(of: stft.amplitudes(of: samples, frames: 6))
    #expect(again.count == 2_800)
    // Near both ends hardly any window lies.
    for index in 210..<2_590 { #expect(abs(again[index] - samples[index]) < 1e-5) }
  }
}
