import Random
import Speech

@testable import Emotion

/// Utterances of two classes that differ in which half of the bands is loud.
enum LoudHalves {
  static let utterances = {
    var generator = SeededGenerator(seed: 3, stream: "training tests")
    return (0..<16).map { id in
      let frames = 40 + 4 * id
      let values = (0..<frames * 32).map { index in
        let loud = (index % 32 < 16) == (id % 2 == 0)
        return Float(generator.uniform()) + (loud ? 0.8 : -0.8)
      }
      return Utterance(
        id: id, file: "\(id).wav", label: id % 2, speaker: "\(id % 4)",
        picture: LogMel(values, bands: 32))
    }
  }()
}
