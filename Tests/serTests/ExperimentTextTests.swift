import Emotion
import Testing

@testable import ser

struct ExperimentTextTests {
  /// Every experiment that ends in a table says on its page what it asks.
  @Test func everyTableHasItsQuestion() {
    // This one ends in maps, which have captions of their own.
    for name in Experiments.names where name != RepresentationExperiment.name {
      let text = ExperimentText.of(name)
      #expect(!text.question.isEmpty && !text.protocolSentence.isEmpty, "\(name)")
    }
  }
}
