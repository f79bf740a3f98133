import Files
import Foundation
import Random
import Speech
import Training

/// Pictures of recordings whose sound was changed before the front end.
struct SoundAugmentation: RowAugmentation {
  /// What sets its draws apart from those of others.
  let stream: String
  let effect: any SoundEffect

  /// - Throws: `FileError` where a recording cannot be read any more, or is another than that of its
  ///   picture; `TrainingInterrupted`.
  func copies(
    _ count: Int, of utterances: [Utterance], in fold: PictureFold, by trainer: Trainer,
    part: String
  ) throws -> [Utterance] {
    let spectrogram = try MelSpectrogram(trainer.configuration.frontEnd)
    let observer = trainer.observer
    observer.begin("\(part), changing sounds", steps: utterances.count, done: 0)
    var copies: [Utterance] = []
    // As many at once as make it worth while to go from core to core, and to look up between.
    let share = 4 * ProcessInfo.processInfo.activeProcessorCount
    for start in stride(from: 0, to: utterances.count, by: share) {
      let some = utterances[start..<min(start + share, utterances.count)]
      copies += try some.concurrentMap {
        try variants(count, of: $0, by: spectrogram, fold.scale.normalization, seed: fold.seed)
      }.flatMap(\.self)
      observer.advance(to: start + some.count, "")
      if observer.isStopRequested { throw TrainingInterrupted(part: part) }
    }
    return copies
  }

  /// - Parameter utterance: with its picture on the models' scale.
  func variants(
    _ count: Int, of utterance: Utterance, by spectrogram: MelSpectrogram,
    _ normalization: Normalization, seed: UInt64
  ) throws -> [Utterance] {
    let path = utterance.file
    let signal = try Signal(
      contentsOf: URL(filePath: path), sampleRate: spectrogram.configuration.sampleRate)
    guard utterance.picture.isClose(to: normalization(spectrogram(signal.samples))) else {
      throw FileError.malformed(
        path: path, what: "it was another recording when the run began; begin anew without --resume"
      )
    }
    return try (0..<count).map { copy in
      var generator = SeededGenerator(
        seed: seed, stream: "\(stream) \(utterance.labelled.identity.number) \(copy)")
      do throws(ResamplingFailure) {
        let changed = try effect(signal, using: &generator)
        return utterance.showing(normalization(spectrogram(changed.samples)))
      } catch {
        throw FileError.malformed(path: path, what: "its speed cannot be changed (\(error.why))")
      }
    }
  }
}

extension LogMel {
  /// Whether another is of the same sound, as far as different processors' last bits go.
  fileprivate func isClose(to other: LogMel) -> Bool {
    values.count == other.values.count
      && zip(values, other.values).allSatisfy { abs($0 - $1) < 0.01 }
  }
}

extension Baseline {
  static let soundNoise = Baseline("sound-noise", "white noise on the sound") {
    let settings = $0.soundEffects
    return SoundAugmentation(
      stream: "sound-noise",
      effect: NoiseEffect(
        signalToNoise: settings.signalToNoiseMinimum...settings.signalToNoiseMaximum))
  }

  static let soundGain = Baseline("sound-gain", "the sound louder or softer") {
    SoundAugmentation(
      stream: "sound-gain",
      effect: GainEffect(gains: -$0.soundEffects.gain...$0.soundEffects.gain))
  }

  static let soundSpeed = Baseline("sound-speed", "the sound faster or slower, with its pitch") {
    SoundAugmentation(
      stream: "sound-speed",
      effect: SpeedEffect(factors: 1 - $0.soundEffects.speed...1 + $0.soundEffects.speed))
  }

  static let soundRoom = Baseline("sound-room", "the sound with a room's echoes") {
    let settings = $0.soundEffects
    return SoundAugmentation(
      stream: "sound-room",
      effect: RoomEffect(
        reverberationTimes: settings.reverberationMinimum...settings.reverberationMaximum,
        directToReverberant: settings.directMinimum...settings.directMaximum))
  }
}
