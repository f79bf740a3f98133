import Foundation
public import Random

/// The recording in a room: what reaches the microphone straight, and the room's answer, as noise that
/// dies away exponentially (Polack 1988; Naylor and Gaubitch 2010, "Speech Dereverberation", section
/// 2.3). How long it takes and how loud it is are drawn for each.
public struct RoomEffect: SoundEffect {
  /// After which the answer is 60 dB lower, in seconds.
  public let reverberationTimes: ClosedRange<Double>
  /// Of the energy of what comes straight to that of the answer, in dB.
  public let directToReverberant: ClosedRange<Double>

  public init(
    reverberationTimes: ClosedRange<Double>, directToReverberant: ClosedRange<Double>
  ) {
    self.reverberationTimes = reverberationTimes
    self.directToReverberant = directToReverberant
  }

  /// - Returns: a signal as long and, by its mean power, as loud: gain is another effect.
  public func callAsFunction(_ signal: Signal, using generator: inout SeededGenerator) -> Signal {
    let response = response(sampleRate: signal.sampleRate, using: &generator)
    let samples = signal.samples.convolved(with: response)
    let heard = Signal(samples, sampleRate: signal.sampleRate)
    guard heard.rootMeanSquare > 0 else { return signal }
    let factor = Float(signal.rootMeanSquare / heard.rootMeanSquare)
    return Signal(samples.map { $0 * factor }, sampleRate: signal.sampleRate)
  }

  /// The room's impulse response: 1, for what comes straight, then its answer.
  func response(sampleRate: Int, using generator: inout SeededGenerator) -> [Double] {
    let time = generator.uniform(in: reverberationTimes)
    let ratio = generator.uniform(in: directToReverberant)
    // 60 dB are a factor of 1000.
    let decay = log(1_000) / (time * Double(sampleRate))
    let answer = (1...max(1, Int(time * Double(sampleRate)))).map {
      generator.normal() * exp(-decay * Double($0))
    }
    let energy = answer.reduce(0) { $0 + $1 * $1 }
    let scale = (pow(10, -ratio / 10) / max(energy, .leastNormalMagnitude)).squareRoot()
    return [1] + answer.map { $0 * scale }
  }
}
