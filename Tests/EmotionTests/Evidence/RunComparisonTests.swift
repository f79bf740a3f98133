import Files
import Foundation
import TestSupport
import Testing

@testable import Emotion

/// Two runs by what they said of recordings.
struct RunComparisonTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let classes = ["angry", "sad"]

  /// What is changed in one of the lines of a run.
  private typealias Change = (_ speaker: Int, _ recording: Int, inout [String: String]) -> Void

  /// Six speakers with four recordings each, in two folds, by rows and seeds.
  private func run(
    _ name: String, rows: [String] = ["AUG"], seeds: [Int] = [1], change: Change = { _, _, _ in }
  ) throws -> RunComparison.Named {
    let columns = [
      "file", "truth", "predicted", "probability_angry", "probability_sad", "row", "seed", "fold",
      "speaker",
    ]
    var table = CSVTable(header: columns)
    for row in rows {
      for seed in seeds {
        for speaker in 0..<6 {
          for recording in 0..<4 {
            let truth = Self.classes[recording % 2]
            var line = [
              "file": "/a/s\(speaker)/\(recording).wav", "truth": truth, "predicted": truth,
              "row": row, "seed": "\(seed)", "fold": "\(speaker % 2)", "speaker": "s\(speaker)",
            ]
            change(speaker, recording, &line)
            if line["file"] != "" { table.append(columns.map { line[$0] ?? "0.5" }) }
          }
        }
      }
    }
    let url = folder(name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try table.write(to: url.appending(path: "utterances.csv"))
    return (name, url)
  }

  /// The first row of a run that is right but for one recording of each of some speakers.
  private func wrong(_ speakers: Int, of recording: Int = 0) -> Change {
    { speaker, number, line in
      if speaker < speakers, number == recording { line["predicted"] = "sad" }
    }
  }

  @Test func theDifferenceIsOfWhatBothTested() throws {
    let (a, b) = (try run("a", change: wrong(5)), try run("b", seeds: [7], change: wrong(1)))
    let compared = try RunComparison(b, against: a)
    #expect(compared.recordings == 24 && compared.notes.isEmpty)
    let found = try #require(compared.rows.first)
    #expect(found.row == "AUG in b" && found.reference == "AUG in a" && found.units == 6)
    // Of twelve angry recordings seven are recognised, and eleven; of the sad all.
    #expect(abs(found.difference - (11.0 - 7) / 12 / 2) < 1e-12)
    // Four speakers differ, all to one side: of 2⁶ ways to swap those sums that are as large.
    #expect(abs(found.p - 2 * 4.0 / 64) < 1e-12)
    let back = try #require(RunComparison(a, against: b).rows.first)
    #expect(abs(back.difference + found.difference) < 1e-12 && back.p == found.p)
  }

  @Test func meansOverSeedsAreComparedAndRowsCorrectedTogether() throws {
    let rows = ["copy", "AUG"]
    let a = try run("a", rows: rows, seeds: [1, 2], change: wrong(5))
    let b = try run("b", rows: rows + ["more"], seeds: [1, 2, 3], change: wrong(1))
    let compared = try RunComparison(b, against: a)
    #expect(compared.rows.map(\.row) == ["copy in b", "AUG in b"])
    #expect(compared.rows.allSatisfy { $0.rows == 2 && abs($0.corrected - 2 * $0.p) < 1e-12 })
    #expect(abs(compared.rows[1].difference - 4.0 / 24) < 1e-12)
    #expect(compared.notes == ["b has 3 seeds and a 2: means over them are compared."])
  }

  @Test func aCorpusMayHaveMoved() throws {
    let a = try run("a", change: wrong(3))
    let b = try run("b") { _, _, line in
      line["file"] = line["file"]?.replacing("/a/", with: "/b/c/")
    }
    #expect(try RunComparison(b, against: a).recordings == 24)
  }

  @Test func whatDiffersIsTold() throws {
    let a = try run("a", change: wrong(2))
    let fewer = try run("b") { speaker, recording, line in
      if speaker == 5, recording == 3 { line["file"] = "" }
      line["fold"] = "\(speaker % 3)"
    }
    let compared = try RunComparison(fewer, against: a)
    #expect(compared.recordings == 23 && compared.rows.count == 1)
    #expect(compared.notes.count == 2)
    #expect(compared.notes[0].hasPrefix("23 of the 24 recordings that a tested are compared"))
    #expect(compared.notes[1].hasPrefix("Their folds differ"))
  }

  /// A recording that one seed did not test is not compared.
  @Test func seedsThatTestedOtherRecordingsAreComparedOnTheSame() throws {
    let a = try run("a", seeds: [1, 2], change: wrong(5))
    let b = try run("b", seeds: [1, 2]) { speaker, recording, line in
      if line["seed"] == "2", speaker == 0, recording == 0 { line["file"] = "" }
    }
    let compared = try RunComparison(b, against: a)
    // Of eleven angry recordings four are not recognised by the other.
    #expect(abs(try #require(compared.rows.first).difference - 4.0 / 11 / 2) < 1e-12)
    #expect(compared.notes.count == 1 && compared.notes[0].contains("23 at least"))
  }

  @Test func whatCannotBeComparedIsTold() throws {
    let a = try run("a")
    let labels = try run("b") { speaker, recording, line in
      if speaker == 1, recording == 0 { line["truth"] = "sad" }
    }
    let others = try run("c") { speaker, recording, line in
      line["file"] = "/c/\(speaker)\(recording)"
    }
    let rows = try run("d", rows: ["e", "f"])
    let none: RunComparison.Named = ("none", folder("none"))
    for (run, what) in [
      (
        labels,
        "1 recording has another label in a than in b, such as /a/s1/0.wav (angry there, sad here)"
      ),
      (others, "c and a tested no recording that is the same"),
      (rows, "d (e, f) and a (AUG) have no row of one name"),
      (none, "none is not compared by recordings: it has no utterances.csv"),
    ] {
      let compared = try RunComparison(run, against: a)
      #expect(compared.rows.isEmpty && compared.notes.count == 1)
      #expect(compared.notes[0].contains(what), "\(compared.notes)")
    }
    let twice = try run("t") { _, recording, line in
      if recording == 1 { line["file"] = line["file"]?.replacing("1.wav", with: "0.wav") }
    }
    let error = #expect(throws: FileError.self) { try RunComparison(twice, against: a) }
    #expect(try #require(error).description.contains("line 3 is of /a/s0/0.wav again"))
  }
}
