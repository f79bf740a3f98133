import ArgumentParser
import Emotion
import Files
import Foundation
import Report

/// `ser runs compare`
struct RunsCompare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract:
      "Lay runs side by side: what they were given, what they found, and whether that is chance.",
    discussion: """
      Only what differs is shown of settings, data and devices.

      Each run after the first is compared with the first, row by row, on the recordings that both tested: the \
      difference of UAR with its 95 % interval over speakers, and p by swapping both within speakers, corrected \
      for the number of rows. Runs whose recordings have other labels are not; where recordings, folds, \
      classes or seeds differ, that is said.

      Examples:
        ser runs compare runs/a runs/b
        ser runs compare runs/a runs/b --json
        ser runs compare runs/seed1 runs/seed2 runs/seed3
      """)

  @Argument(help: "The runs' folders.", completion: .directory)
  var folders: [String]

  @OptionGroup var answer: OutputOptions

  /// All of it.
  private struct Compared: Encodable {
    let runs: [String]
    /// What differs, by its name, a value a run; nil where a run has none.
    let given: [String: [String?]]
    /// The unweighted average recall by row, a share a run; nil where a run has no such row.
    let uar: [String: [Double?]]
    let comparisons: [RunComparison]
  }

  func validate() throws {
    if folders.count < 2 { throw ValidationError("Give the folders of at least two runs.") }
  }

  func run() async throws {
    let runs = try folders.map { try RecordedRun(URL(filePath: $0)) }
    let given = runs.map(\.given)
    let keys = Set(given.flatMap(\.keys)).sorted().filter { key in
      Set(given.map { $0[key] ?? "" }).count > 1
    }
    let found = runs.map(\.recalls)
    var rows: [String] = []
    for name in found.flatMap({ $0.map(\.name) }) where !rows.contains(name) { rows.append(name) }
    func recalls(of row: String) -> [Double?] {
      found.map { recalls in recalls.first { $0.name == row }?.uar }
    }
    let named = folders.map { (name: $0, folder: URL(filePath: $0)) }
    let comparisons = try named.dropFirst().map { try RunComparison($0, against: named[0]) }
    if answer.json {
      print(
        try JSONFile.text(
          Compared(
            runs: folders,
            given: Dictionary(
              uniqueKeysWithValues: keys.map { key in (key, given.map { $0[key] }) }),
            uar: Dictionary(uniqueKeysWithValues: rows.map { ($0, recalls(of: $0)) }),
            comparisons: comparisons)))
      return
    }
    var table = Table(
      [""] + folders, alignments: [.left] + folders.map { _ in .left })
    for key in keys { table.append([key] + given.map { $0[key] ?? "–" }) }
    print(keys.isEmpty ? "All were given the same.\n" : table.folded)

    var results = Table(["UAR, per cent"] + folders)
    for name in rows {
      results.append(
        [name] + recalls(of: name).map { $0.map { String(format: "%.1f", 100 * $0) } ?? "–" })
    }
    print(rows.isEmpty ? "None has a result yet.\n" : results.folded, terminator: "")
    for comparison in comparisons where !rows.isEmpty { Self.show(comparison) }
  }

  private static func show(_ comparison: RunComparison) {
    var lines: [String] = []
    if let first = comparison.rows.first {
      let recordings = counted(comparison.recordings, "recording")
      lines.append(
        first.unit == .speaker
          ? "On \(recordings) of \(counted(first.units, "speaker")) that both tested:"
          : "On \(recordings) that both tested, each by itself, for no two speakers are known:")
    }
    lines += comparison.rows.map { "\($0.sentence)." } + comparison.notes
    print("\n" + lines.joined(separator: "\n"))
  }
}
