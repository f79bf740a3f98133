public import Files
import Foundation
public import Kernels
public import Speech

/// A trained classifier of pictures at work on sound while it comes: a judgement a segment, as soon as all of
/// the segment is there. The segments are those that a file of the same sound would have.
public struct StreamRecognizer {
  private let card: ModelCard
  private let spectrogram: MelSpectrogram
  private let voting: SegmentVoting
  /// Frames of a segment, and from the start of one to that of the next.
  private let length: Int
  private let stride: Int

  /// The samples from the frame `first` on; what no segment needs any more is gone.
  private var samples: [Float] = []
  private var first = 0
  /// The frame with which the next segment begins.
  private var next = 0
  private var last: Int?
  private var sampleCount = 0

  /// - Parameter step: seconds from the start of one segment to that of the next; nil for that of the
  ///   training.
  /// - Throws: `ModelFileError` where the file holds no classifier of pictures, `EngineError.weights`,
  ///   `FileError`; `CorpusError.setting` where it is one of features, or its front end makes no sense.
  public init(_ file: SafetensorsFile, step: Double? = nil, on kernels: Kernels) throws {
    guard ClassifierInput(of: file) == .pictures else {
      throw CorpusError.setting(
        "\(file.path) takes features of whole recordings, which a stream is not; give a model of pictures, "
          + "as `ser train classifier` trains it.")
    }
    let model = try TrainedModel<VGG19>(file, on: kernels)
    card = model.card
    spectrogram = try MelSpectrogram(card.frontEnd)
    let settings = card.classifier ?? ClassifierSettings()
    length = settings.segment
    stride = step.map { [card] in card.frontEnd.frames(ofSeconds: $0) } ?? settings.stride
    voting = SegmentVoting(model, stride: stride, on: kernels)
  }

  public var classes: [String] { card.classes }

  /// That of the samples that it is given, in Hz.
  public var sampleRate: Int { card.frontEnd.sampleRate }

  /// What the model wants of a recording.
  public var requirements: SoundRequirements { card.frontEnd.requirements }

  /// Takes the samples that come next.
  ///
  /// - Returns: the segments that have become whole.
  /// - Throws: `EngineError.device` where memory is short or the device fails, `.answer` where what the model
  ///   says is no number.
  public mutating func hear(_ more: [Float]) throws -> [RecordingPredictions.Segment] {
    samples += more
    sampleCount += more.count
    var segments: [RecordingPredictions.Segment] = []
    while sampleCount >= card.frontEnd.windowLength, next + length <= frames {
      segments.append(try segment(at: next))
      next += stride
    }
    forget(before: min(next, max(0, frames - length)))
    return segments
  }

  /// What is left when no more comes: the segment that ends with the sound.
  ///
  /// - Throws: as `hear`.
  public mutating func finish() throws -> [RecordingPredictions.Segment] {
    let start = max(0, frames - length)
    guard sampleCount > 0, last != start else { return [] }
    return [try segment(at: start)]
  }

  private var frames: Int { card.frontEnd.frames(ofSamples: sampleCount) }

  private mutating func segment(at start: Int) throws -> RecordingPredictions.Segment {
    let frontEnd = card.frontEnd
    let begin = (start - first) * frontEnd.hopLength
    let end = begin + (length - 1) * frontEnd.hopLength + frontEnd.windowLength
    let picture = spectrogram(Array(samples[begin..<min(end, samples.count)]))
    let utterance = Utterance(
      id: 0, file: "", label: 0, speaker: "", picture: card.normalization(picture))
    let verdict = try voting.verdicts(on: [utterance])[0]
    last = start
    let seconds = frontEnd.secondsPerFrame
    return (
      Span(
        start: Double(start) * seconds,
        end: min(
          Double(sampleCount) / Double(frontEnd.sampleRate), Double(start + length) * seconds)),
      RecordingPredictions.Judgement(verdict.segments[0].map(exp))
    )
  }

  /// Lets samples go that lie before a frame.
  private mutating func forget(before frame: Int) {
    // Not at each block: what is left has to be moved.
    guard (frame - first) * card.frontEnd.hopLength > samples.count / 2 else { return }
    samples.removeFirst(min(samples.count, (frame - first) * card.frontEnd.hopLength))
    first = frame
  }
}

extension MelConfiguration {
  /// The whole number of frames that is nearest to some seconds, one at least.
  func frames(ofSeconds seconds: Double) -> Int {
    // No recording has so many: beyond, one segment is all that there is.
    Int(min(max(1, seconds / secondsPerFrame), 1e9).rounded())
  }
}
