import Foundation

extension CorpusProblem {
  /// Labels that seem to say that no emotion is known.
  static func missingLabels(in recordings: [Recording]) -> [CorpusProblem] {
    Dictionary(grouping: recordings, by: \.emotion).filter { LabelDoubts.isDoubtful($0.key) }
      .sorted { $0.key < $1.key }
      .map { label, recordings in
        CorpusProblem(
          .missingLabel,
          "\(recordings.count) recording\(recordings.count == 1 ? " has" : "s have") the label \"\(label)\", "
            + "\(list(recordings)), which seems to say that none is known and counts as an emotion; leave it "
            + "out with --classes, or rename it with --map", files: recordings.map(\.url))
      }
  }
}
