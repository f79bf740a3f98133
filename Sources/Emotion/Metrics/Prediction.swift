/// What was predicted for one utterance; classes are indices into a fixed list.
public struct Prediction: Sendable, Equatable {
  public let utterance: Int
  public let speaker: String
  public let truth: Int
  public let predicted: Int

  public init(utterance: Int, speaker: String, truth: Int, predicted: Int) {
    self.utterance = utterance
    self.speaker = speaker
    self.truth = truth
    self.predicted = predicted
  }
}
