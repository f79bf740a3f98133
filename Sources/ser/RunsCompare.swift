import ArgumentParser
import Emotion
import Foundation
import Report

/// `ser runs compare`
struct RunsCompare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Lay runs side by side: what they were given, and what they found.",
    discussion: """
      Only what differs is shown of settings, data and devices.

      Examples:
        ser runs compare runs/a runs/b
        ser runs compare runs/seed1 runs/seed2 runs/seed3
      """)

  @Argument(help: "The runs' folders.", completion: .directory)
  var folders: [String]

  func validate() throws {
    if folders.count < 2 { throw ValidationError("Give the folders of at least two runs.") }
  }

  func run() async throws {
    let runs = try folders.map { try RecordedRun(URL(filePath: $0)) }
    let given = runs.map(\.given)
    let keys = Set(given.flatMap(\.keys)).sorted().filter { key in
      Set(given.map { $0[key] ?? "" }).count > 1
    }
    var table = Table(
      [""] + folders, alignments: [.left] + folders.map { _ in .left })
    for key in keys { table.append([key] + given.map { $0[key] ?? "–" }) }
    print(keys.isEmpty ? "All were given the same.\n" : table.folded)

    var rows: [String] = []
    let found = runs.map(\.recalls)
    for name in found.flatMap({ $0.map(\.name) }) where !rows.contains(name) { rows.append(name) }
    var results = Table(["UAR, per cent"] + folders)
    for name in rows {
      results.append(
        [name]
          + found.map { recalls in
            recalls.first { $0.name == name }.map { String(format: "%.1f", 100 * $0.uar) } ?? "–"
          })
    }
    print(rows.isEmpty ? "None has a result yet." : results.folded, terminator: "")
  }
}
