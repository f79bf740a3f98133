import Emotion
import Foundation
import Speech

/// A picture of two bands whose values tell its frames apart: frame t is (t, t + offset).
func countingPicture(frames: Int, offset: Float = 0.5) -> LogMel {
  LogMel((0..<frames).flatMap { [Float($0), Float($0) + offset] }, bands: 2)
}

/// Utterances whose every value is 100 times the identifier plus the frame.
func markedUtterances(labels: [Int], frames: (Int) -> Int) -> [Utterance] {
  labels.enumerated().map { id, label in
    let values = (0..<frames(id)).map { Float(100 * id + $0) }
    return Utterance(
      id: id, file: "\(id).wav", label: label, speaker: "\(id % 3)",
      picture: LogMel(values, bands: 1))
  }
}
