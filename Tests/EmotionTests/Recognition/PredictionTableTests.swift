import Emotion
import Foundation
import TestSupport
import Testing

struct PredictionTableTests {
  @Test func predictionsHaveARowASegmentAndARowAnUtterance() throws {
    let folder = try TemporaryFolder()
    var table = PredictionTable(classes: ["a", "b"], further: ["seed"])
    table.append(
      file: "x,y.wav", start: 1.6, truth: 0, predicted: 1, probabilities: [0.25, 0.75],
      further: ["1"])
    table.append(file: "x,y.wav", truth: nil, predicted: 0, probabilities: [1, 0], further: ["1"])
    try table.write(to: folder("predictions.csv"))
    #expect(
      try String(contentsOf: folder("predictions.csv"), encoding: .utf8) == """
        file,start,truth,predicted,probability_a,probability_b,seed
        "x,y.wav",1.600,a,b,0.250000,0.750000,1
        "x,y.wav",,,a,1.000000,0.000000,1

        """)
  }
}
