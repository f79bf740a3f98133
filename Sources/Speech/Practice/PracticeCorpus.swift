import Files
public import Foundation
import Random

/// The built-in practice corpus: espeak-ng speaks four emotions by eight voices in English and
/// German. It needs no download and no licence, and is made to be learned on, not to be believed.
///
/// Emotions differ plainly in pitch, intonation, rate, loudness and voice quality; voices differ too. The
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

  /// Speaks the corpus on all cores: `<folder>/wav/*.wav`, and at the end `<folder>/manifest.csv`. Stopped
  /// in the middle, the manifest lists what is there, and a second call goes on with the rest.
  ///
  /// - Parameter progress: called after each recording with the number done and the number of all.
  /// - Returns: where the manifest lies.
  /// - Throws: `CorpusError.program` where espeak-ng is missing or fails, `.file` where the folder
  ///   cannot be written to or holds another corpus's manifest, `CancellationError` where the
  ///   surrounding task is cancelled; where some recordings are there, each in a `PartlyDone`.
  public func synthesize(
    into folder: URL, progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws -> URL {
    let speaker = try Speaker()
    let manifest = Self.manifest(in: folder)
    let wavs = folder.appending(path: "wav")
    let batch: OutputBatch
    do throws(FileError) {
      try Self.requirePlace(manifest)
      batch = try OutputBatch(
        in: wavs, madeOf: ["practice", "2", "\(seed)"], listing: count * Self.longestLine)
    } catch {
      throw CorpusError.file(error)
    }
    let failure: any Error
    do {
      _ = try await parallelMap(utterances, progress: progress) { utterance in
        if batch.note(of: utterance.file) != nil { return }
        let signal = try utterance.signal(by: speaker)
        try signal.write(to: wavs.appending(path: utterance.file))
        batch.add(utterance.file)
      }
      try list(utterances, in: folder, batch)
      batch.finish()
      return manifest
    } catch let error as FileError {
      failure = CorpusError.file(error)
    } catch {
      failure = error
    }
    let done = utterances.filter { batch.note(of: $0.file) != nil }
    if done.isEmpty {
      batch.abandon()
      throw failure
    }
    let isListed = (try? list(done, in: folder, batch)) != nil
    throw PartlyDone(
      failure, done: done.count, of: count, "recordings", list: isListed ? manifest : nil)
  }

  /// Where the manifest of a folder lies.
  public static func manifest(in folder: URL) -> URL { folder.appending(path: "manifest.csv") }

  /// A sentence on recordings in a folder that are none of the corpus, as of a longer one; nil where there
  /// are none.
  public func leftover(in folder: URL) -> String? {
    OutputBatch.leftover(
      in: folder.appending(path: "wav"), besides: utterances.map(\.file), endings: ["wav"])
  }

  /// Whether a folder holds a corpus that was not spoken to its end.
  public static func isUnfinished(_ folder: URL) -> Bool {
    OutputBatch.isUnfinished(folder.appending(path: "wav"))
  }

  /// The bytes of a line of the manifest, at most.
  private static let longestLine = 100
  /// As the manifest names the corpus.
  fileprivate static let name = "practice"

  /// - Throws: `FileError`.
  private func list(
    _ utterances: [Utterance], in folder: URL, _ batch: OutputBatch
  ) throws(FileError) {
    batch.release()
    let wavs = folder.appending(path: "wav")
    try Manifest.write(
      utterances.map { $0.recording(at: wavs.appending(path: $0.file)) },
      to: Self.manifest(in: folder))
  }

  /// - Throws: `FileError.cannotCreate` where a manifest of another corpus is in the place.
  private static func requirePlace(_ manifest: URL) throws(FileError) {
    guard FileManager.default.fileExists(atPath: manifest.path) else { return }
    let old = try? Manifest(contentsOf: manifest)
    if old?.recordings.allSatisfy({ $0.corpus == name }) != true {
      throw .cannotCreate(path: manifest.path, why: "another corpus's manifest is in its place")
    }
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

  var file: String { name + ".wav" }

  func signal(by speaker: Speaker) throws(CorpusError) -> Signal {
    // By its name, so that a longer corpus begins with the same utterances.
    var generator = SeededGenerator(seed: seed, stream: name)
    let style = SpeakingStyle.centre(of: emotion).varied(using: &generator)
    let sentences = PracticeScript.sentences(in: voice.language)
    return try speaker.say(
      sentences[sentence % sentences.count], voice: voice.name, style: style, using: &generator)
  }

  func recording(at url: URL) -> Recording {
    Recording(
      url: url, emotion: emotion.rawValue, speaker: voice.speaker, gender: voice.gender,
      language: voice.language, corpus: PracticeCorpus.name)
  }
}
