import Foundation
import Random
import Testing

@testable import Speech

@Suite struct SoundEffectTests {
  /// Half a second of 200 Hz, after a tenth of silence.
  private let tone = Signal(
    (0..<9_600).map { $0 < 1_600 ? 0 : Float(0.3 * sin(2 * .pi * 200 * Double($0) / 16_000)) },
    sampleRate: 16_000)

  private static let effects: [any SoundEffect] = [
    NoiseEffect(signalToNoise: 10...30), GainEffect(gains: -12...12),
    SpeedEffect(factors: 0.9...1.1),
    RoomEffect(reverberationTimes: 0.2...0.8, directToReverberant: 0...12),
  ]

  private func changed(
    _ effect: some SoundEffect, _ signal: Signal, seed: UInt64 = 1
  ) throws -> Signal {
    var generator = SeededGenerator(seed: seed, stream: "test")
    return try effect(signal, using: &generator)
  }

  @Test(arguments: effects)
  func aSeedFixesItAndAnotherChangesIt(_ effect: any SoundEffect) throws {
    let first = try changed(effect, tone)
    #expect(try first == changed(effect, tone) && first != tone)
    #expect(try first != changed(effect, tone, seed: 2))
    #expect(first.sampleRate == 16_000)
  }

  @Test(arguments: effects)
  func silenceAndNothingStaySo(_ effect: any SoundEffect) throws {
    for count in [0, 1, 777] {
      let silence = Signal([Float](repeating: 0, count: count), sampleRate: 16_000)
      #expect(try changed(effect, silence).samples.allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: [0.0, 10, 30])
  func noiseIsAsLoudAsItSays(_ ratio: Double) throws {
    let noisy = try changed(NoiseEffect(signalToNoise: ratio...ratio), tone)
    let noise = Signal(zip(noisy.samples, tone.samples).map { $0 - $1 }, sampleRate: 16_000)
    let found = 20 * log10(tone.rootMeanSquare / noise.rootMeanSquare)
    #expect(abs(found - ratio) < 0.3)
  }

  @Test func gainIsOneFactor() throws {
    let half = try changed(GainEffect(gains: -6...(-6)), tone)
    let factor = Float(pow(10, -6 / 20.0))
    #expect(zip(half.samples, tone.samples).allSatisfy { abs($0 - factor * $1) < 1e-6 })
  }

  @Test(arguments: [0.9, 1, 1.1, 1.0373])
  func speedMovesLengthAndPitch(_ factor: Double) throws {
    let faster = try changed(SpeedEffect(factors: factor...factor), tone).samples
    #expect(abs(Double(faster.count) - 9_600 / factor) < 2)
    // Where the tone is under way, by its crossings of 0.
    let steady = faster[3_000..<7_000]
    let crossings = zip(steady, steady.dropFirst()).count { $0 < 0 && $1 >= 0 }
    #expect(abs(Double(crossings) - 200 * factor * 0.25) <= 1)
  }

  @Test func aRoomDiesAwayAsItSays() {
    var generator = SeededGenerator(seed: 3, stream: "test")
    let room = RoomEffect(reverberationTimes: 0.4...0.4, directToReverberant: 6...6)
    let response = room.response(sampleRate: 16_000, using: &generator)
    #expect(response[0] == 1)
    func energy(from seconds: Double) -> Double {
      response[(1 + Int(seconds * 16_000))...].reduce(0) { $0 + $1 * $1 }
    }
    #expect(abs(10 * log10(1 / energy(from: 0)) - 6) < 1e-6)
    // 60 dB in 0.4 s are 30 in 0.2 (Schroeder 1965).
    #expect(abs(10 * log10(energy(from: 0) / energy(from: 0.2)) - 30) < 1)
  }

  @Test func aRoomKeepsLengthAndLoudness() throws {
    let effect = RoomEffect(reverberationTimes: 0.5...0.5, directToReverberant: 0...0)
    let heard = try changed(effect, tone)
    #expect(heard.samples.count == tone.samples.count)
    #expect(abs(heard.rootMeanSquare / tone.rootMeanSquare - 1) < 1e-4)
    // Nothing is heard before anything is said.
    #expect(heard.samples[..<1_600].allSatisfy { abs($0) < 1e-6 })
  }

  @Test(arguments: [(1, 1), (5, 3), (37, 100), (300, 17)])
  func convolution(count: Int, length: Int) {
    let signal = (0..<count).map { Float(($0 * 37) % 11) - 5 }
    let response = (0..<length).map { Double(($0 * 53) % 7) - 3 }
    let expected = signal.indices.map { place in
      (0..<length).reduce(0.0) { sum, delay in
        delay <= place ? sum + Double(signal[place - delay]) * response[delay] : sum
      }
    }
    let found = signal.convolved(with: response)
    #expect(found.count == count)
    #expect(zip(found, expected).allSatisfy { abs(Double($0) - $1) < 1e-4 })
  }
}
