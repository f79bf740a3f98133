import Foundation
import TestSupport
import Testing
import Training

@Suite struct MetricsHistoryTests {
  @Test func foldsAreAveragedAndBrokenLinesPassedOver() throws {
    let folder = try TemporaryFolder()
    let url = try folder.write(
      Data(
        """
        {"part":"fold1-AUG","step":1,"loss":2}
        {"part":"fold2-AUG","step":1,"loss":4}
        {"part":"fold1-AUG","step":2,"loss":1}
        {"part":"fold1-augmentor","step":1,"losses":{"gen":7,"dis":1}}
        {"part":"fold2-AUG","step":2,"loss":"NaN"}
        {"part":"fold2-AUG","st
        """.utf8), to: "metrics.jsonl")
    let history = try MetricsHistory(contentsOf: url)
    #expect(history.records.count == 5)
    #expect(history.keys == ["loss", "gen", "dis"])
    let loss = history.curves(of: "loss") { String($0.dropFirst(6)) }
    #expect(loss.map(\.name) == ["AUG"])
    #expect(loss[0].points.map(\.step) == [1, 2] && loss[0].points.map(\.value) == [3, 1])
    #expect(history.curves(of: "gen") { $0 }.map(\.name) == ["fold1-augmentor"])
    #expect(try MetricsHistory(contentsOf: folder("none")).records.isEmpty)
  }
}
