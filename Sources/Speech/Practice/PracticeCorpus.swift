import Files
public import Foundation
import Random

/// The built-in practice corpus: espeak-ng speaks four emotions by eight voices in English and
/// German. It needs no download and no licence, and is made to be learned on, not to be believed.
///
/// Emotions differ in pitch, intonation, rate, loudness and voice quality, and overlap in each. The
/// same settings give the same bytes with the same version of espeak-ng.
public struct PracticeCorpus: Sendable {
  /// Utterances of each voice in each emotion.
  public let sentences: Int
  /// Decides how each utterance varies.
  public let seed: UInt64

  /// Recordings in all.
  public var count: Int { PracticeVoice.all.count * PracticeScript.emotions.count * sentences }

  /// - Parameters:
  ///   - sentences: utterances of each voice in each emotion, 1 to 1000.
  ///   - seed: decides how each utterance varies.
  /// - Throws: `CorpusError.setting` where the number of sentences is out of range.
  public init(sentences: Int = 10, seed: UInt64 = 0) throws(CorpusError) {
    guard (1...1000).contains(sentences) else {
      throw .setting("--sentences is \(sentences); give 1 to 1000.")
    }
    self.sentences = sentences
    self.seed = seed
  }

  /// Speaks the corpus on all cores: `<folder>/wav/*.wav`, and at the end `<folder>/manifest.csv`.
  ///
  /// - Parameter progress: called after each recording with the number done and the number of all.
  /// - Returns: where the manifest lies.
  /// - Throws: `CorpusError.program` where espeak-ng is missing or fails, `.file` where the folder
  ///   cannot be written to; `CancellationError` where the surrounding task is cancelled.
  public func synthesize(
    into folder: URL, progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws -> URL {
    let speaker = try Speaker()
    let wavs = folder.appending(path: "wav")
    do throws(FileError) {
      try Files.Folder.create(wavs)
    } catch {
      throw CorpusError.file(error)
    }
    let recordings = try await parallelMap(utterances, progress: progress) { utterance in
      let url = wavs.appending(path: utterance.name + ".wav")
      let signal = try utterance.signal(by: speaker, folder: wavs)
      do throws(FileError) {
        try signal.write(to: url)
      } catch {
        throw CorpusError.file(error)
      }
      return utterance.recording(at: url)
    }
    let manifest = folder.appending(path: "manifest.csv")
    do throws(FileError) {
      try Manifest.write(recordings, to: manifest)
    } catch {
      throw CorpusError.file(error)
    }
    return manifest
  }

  private var utterances: [Utterance] {
    PracticeVoice.all.flatMap { voice in
      PracticeScript.emotions.flatMap { emotion in
        (0..<sentences).map {
          Utterance(voice: voice, emotion: emotion, sentence: $0, seed: seed)
        }
      }
    }
  }
}

/// One recording of the practice corpus to be made.
private struct Utterance: Sendable {
  let voice: PracticeVoice
  let emotion: EmotionLabel
  let sentence: Int
  let seed: UInt64

  /// Such as `en1-happy-03`.
  var name: String {
    let number = String(sentence + 1)
    let digits = String(repeating: "0", count: max(0, 2 - number.count)) + number
    return "\(voice.speaker)-\(emotion.rawValue)-\(digits)"
  }

  func signal(by speaker: Speaker, folder: URL) throws(CorpusError) -> Signal {
    // By its name, so that a longer corpus begins with the same utterances.
    var generator = SeededGenerator(seed: seed, stream: name)
    let style = SpeakingStyle.centre(of: emotion).varied(using: &generator)
    let sentences = PracticeScript.sentences(in: voice.language)
    return try speaker.say(
      sentences[sentence % sentences.count], voice: voice.name, style: style, folder: folder,
      using: &generator)
  }

  func recording(at url: URL) -> Recording {
    Recording(
      url: url, emotion: emotion.rawValue, speaker: voice.speaker, gender: voice.gender,
      language: voice.language, corpus: "practice")
  }
}
