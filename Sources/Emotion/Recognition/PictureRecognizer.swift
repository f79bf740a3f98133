import Foundation
import Kernels
import Speech

/// A trained classifier of pictures at work on recordings, whose segments vote.
struct PictureRecognizer: Recognizer {
  private let card: ModelCard
  private let spectrogram: MelSpectrogram
  private let voting: SegmentVoting
  private var entries: [RecordingPredictions.Entry] = []

  /// - Parameter step: seconds from the start of one segment to that of the next; nil for that of
  ///   the training.
  /// - Throws: `CorpusError.setting` where the model's front end makes no sense.
  init(_ model: TrainedModel<VGG19>, step: Double?, on kernels: Kernels) throws {
    card = model.card
    spectrogram = try MelSpectrogram(card.frontEnd)
    let stride = step.map { model.card.frontEnd.frames(ofSeconds: $0) }
    voting = SegmentVoting(model, stride: stride, on: kernels)
  }

  var classes: [String] { card.classes }

  var segmentSeconds: Double? {
    Double((card.classifier ?? ClassifierSettings()).segment) * card.frontEnd.secondsPerFrame
  }

  /// Looks at a recording.
  ///
  /// - Throws: `FileError` where the recording cannot be read, `EngineError.device` where memory is
  ///   short or the device fails.
  mutating func add(_ file: String) throws {
    let heard = try HeardSignal(
      contentsOf: URL(filePath: file), sampleRate: card.frontEnd.sampleRate)
    let signal = heard.signal
    let utterance = Utterance(
      id: 0, file: file, label: 0, speaker: "",
      picture: card.normalization(spectrogram(signal.samples)))
    let length = card.classifier?.segment ?? ClassifierSettings().segment
    entries += try voting.verdicts(on: [utterance]).map {
      RecordingPredictions.Entry(
        $0, length: length, secondsPerFrame: card.frontEnd.secondsPerFrame,
        duration: signal.duration,
        problems: heard.sound.problems(of: file, for: card.frontEnd.requirements))
    }
  }

  func predictions() -> RecordingPredictions {
    RecordingPredictions(classes: classes, entries: entries)
  }
}
