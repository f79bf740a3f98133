/// What was predicted for one utterance; classes are indices into a fixed list.
public struct Prediction: Sendable, Equatable {
  public let utterance: Int
  public let speaker: String
  public let truth: Int
  public let predicted: Int
  /// The speaker's, as the manifest calls it; empty where it is not known.
  public let gender: String
  /// The probability of the predicted class; 1 where a classifier gives none.
  public let confidence: Double

  public init(
    utterance: Int, speaker: String, gender: String = "", truth: Int, predicted: Int,
    confidence: Double = 1
  ) {
    self.utterance = utterance
    self.speaker = speaker
    self.gender = gender
    self.confidence = confidence
    self.truth = truth
    self.predicted = predicted
  }
}
