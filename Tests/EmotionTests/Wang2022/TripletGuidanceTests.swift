import Foundation
import TestSupport
import Testing
import Training

@testable import Emotion

struct TripletGuidanceTests {
  /// A log of trainings whose triplets are active up to an iteration.
  private func history(_ parts: [(String, activeUpTo: Int)], iterations: Int = 200) throws
    -> MetricsHistory
  {
    let folder = try TemporaryFolder()
    var lines = ""
    for (part, last) in parts {
      for step in 1...iterations {
        let share = step <= last ? 1 : 0
        lines +=
          "{\"part\":\"\(part)\",\"step\":\(step),\"losses\":{\"emoActive\":\(share),"
          + "\"balActive\":\(share)}}\n"
      }
      lines +=
        "{\"part\":\"\(part)\",\"step\":\(iterations + 1),\"losses\":{\"neighbourRecall\":0.25}}\n"
    }
    let file = folder("metrics.jsonl")
    try lines.write(to: file, atomically: true, encoding: .utf8)
    return try MetricsHistory(contentsOf: file)
  }

  @Test func theEndIsWhatCounts() throws {
    let history = try history([("early", 100), ("whole", 200), ("never", 0)])
    let all = TripletGuidance.all(in: history)
    #expect(all.map(\.part) == ["early", "never", "whole"])
    #expect(all.map(\.isGone) == [true, true, false])
    #expect(all.map(\.active) == [0, 0, 1])
    // A window of 50 has 5 % of active triplets up to 48 iterations after the last whole one.
    #expect(all.map(\.guided) == [147, 0, 200])
    #expect(all[0].sentence.contains("from iteration 148 of 200 on"))
    #expect(all[0].sentence.contains("25 % of those held out"))
    #expect(all[1].sentence.contains("at no time"))
  }

  @Test func aLogWithoutSharesSaysNothing() throws {
    let folder = try TemporaryFolder()
    let file = folder("metrics.jsonl")
    try "{\"part\":\"a\",\"step\":1,\"losses\":{\"emo\":1}}\n".write(
      to: file, atomically: true, encoding: .utf8)
    #expect(TripletGuidance.all(in: try MetricsHistory(contentsOf: file)).isEmpty)
    #expect(TripletGuidance(of: "a", in: try MetricsHistory(contentsOf: file)) == nil)
  }
}
