import Emotion
import Files
import Foundation
import Kernels
import Speech

extension PredictCommand {
  /// A segment as JSON.
  private struct Line: Encodable {
    let start: Double
    let end: Double?
    let predicted: String
    let probabilities: [String: Double]
  }

  /// Says the emotion of what comes by standard input, a line a segment, until it ends, the user wishes to stop,
  /// or nobody reads any more.
  ///
  /// - Throws: as `StreamRecognizer` and `SoundStream`.
  func listen(by weights: SafetensorsFile, on kernels: Kernels) throws {
    guard isatty(STDIN_FILENO) == 0 else {
      throw CorpusError.setting(
        "Standard input is a terminal, and - wants sound there: put a program before it, such as "
          + "arecord -q -f S16_LE -r 16000 -t wav | ser predict - …")
    }
    var recognizer = try StreamRecognizer(weights, step: step, on: kernels)
    let interrupt = Interrupt()
    let name = "standard input"
    let stream: SoundStream
    do {
      stream = try SoundStream(
        STDIN_FILENO, name: name, rawRate: rate, resampledTo: recognizer.sampleRate,
        isStopped: { interrupt.isRequested })
    } catch {
      // Stopped before anything came, which is no fault of what sends.
      if interrupt.isRequested { return }
      throw error
    }
    if let rate, !stream.isRaw, rate != stream.sourceRate {
      warn(
        "--rate \(rate) is that of raw samples; \(name) is a wav, and its own \(stream.sourceRate) Hz are taken."
      )
    }
    var count = 0
    defer {
      let problems = stream.heard.problems(of: stream.name, for: recognizer.requirements)
      for sentence in RecordingReport(all: 1, problems: problems).sentences { warn(sentence) }
    }
    while let samples = try stream.next() {
      count += samples.count
      for segment in try recognizer.hear(samples)
      where try !put(segment, classes: recognizer.classes) {
        return
      }
    }
    if count == 0, !interrupt.isRequested {
      throw FileError.malformed(
        path: name, what: "it holds no samples; send the sound behind its header")
    }
    for segment in try recognizer.finish() {
      _ = try put(segment, classes: recognizer.classes)
    }
    if !interrupt.isRequested, try stream.isFollowedByAnother() {
      warn(
        "\(name): another wav follows the first, which alone was read; send one at a time, or give files."
      )
    }
  }

  /// - Returns: whether anybody reads.
  /// - Throws: `FileError.diskFull` or `.io`.
  private func put(_ segment: RecordingPredictions.Segment, classes: [String]) throws -> Bool {
    guard answer.json else {
      return try StandardStreams.putLine(RecordingPredictions.line(segment, classes: classes))
    }
    let (part, judgement) = segment
    let line = Line(
      start: part.start, end: part.end, predicted: classes[judgement.winner],
      probabilities: Dictionary(zip(classes, judgement.probabilities)) { first, _ in first })
    return try StandardStreams.putLine(JSONFile.text(line, onOneLine: true))
  }
}
