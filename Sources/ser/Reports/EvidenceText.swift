import Emotion
import Files
import Foundation
import Report
import Statistics

/// How sure the figures of a table are, in words and as a table of what differs by more than chance.
struct EvidenceText {
  private let rows: [(name: String, results: Results)]
  private let comparisons: [Comparison]
  /// The rows of the method that is asked about.
  private let methods: [String]

  /// - Parameters:
  ///   - comparisons: nil where there are none, as of a single model.
  ///   - experiment: its name in `results.json`; none's where empty.
  init(
    _ rows: [(name: String, results: Results)], _ comparisons: [Comparison]?,
    of experiment: String = ""
  ) {
    self.rows = rows
    self.comparisons = comparisons ?? []
    methods = Experiments.methods(of: experiment, rows: rows.map(\.name))
  }

  /// What was tested and what intervals are over, a sentence each.
  var facts: [String] {
    var facts: [String] = []
    for (name, results) in rows {
      guard let tested = results.tested, let certainty = results.certainty else { continue }
      let sentence = [Self.sentence(tested), Self.sentence(certainty)].joined(separator: " ")
      // Rows that were tested on the same share it.
      if facts.contains(where: { $0.hasSuffix(sentence) }) { continue }
      facts.append(facts.isEmpty ? sentence : "\(name): \(sentence)")
    }
    return facts
  }

  /// How recall differs between genders and speakers, and what probabilities are worth; of the last row alone, which is
  /// the method's.
  var behindTheMean: [String] {
    guard let (name, results) = rows.last else { return [] }
    let sentences =
      (results.byGender.map { [Self.sentence($0)] } ?? [])
      + (Self.sentence(speakers: results.mean.uarSpeakers).map { [$0] } ?? [])
      + (results.calibration.map { [Self.sentence($0)] } ?? [])
    return rows.count > 1 ? sentences.map { "\(name): \($0)" } : sentences
  }

  /// What the method's rows are found to be beside each that they are held against.
  var findings: [String] {
    let own = comparisons.filter { methods.contains($0.row) }
    // Where the others are held against the method, it is in all.
    let told = own.isEmpty ? comparisons : own
    return told.map { $0.sentence + "." }
  }

  /// Rows held against others; nil where none are.
  var table: Table? {
    if comparisons.isEmpty { return nil }
    var table = Table(
      ["", "against", "difference", "95 %", "p", "corrected", "could show"],
      alignments: [.left, .left, .right, .right, .right, .right, .right])
    for comparison in comparisons {
      table.append([
        comparison.row, comparison.reference,
        String(format: "%+.1f", 100 * comparison.difference),
        Self.percent(comparison.interval), Comparison.text(p: comparison.p),
        Comparison.text(p: comparison.corrected),
        comparison.detectable.map { String(format: "%.1f", 100 * $0) } ?? "-",
      ])
    }
    return table
  }

  /// What the table's columns are.
  var meaning: String {
    "p by swapping both rows within \(comparisons.first?.unit.rawValue ?? "speaker")s, corrected by "
      + "Holm for all rows against the same; could show: what would be found four times of five."
  }

  /// All of it for a terminal.
  var plain: String {
    let lines = (facts + behindTheMean).flatMap { $0.wrapped(columns: 80) }.map { "\n\($0)" }
      .joined()
    guard let table else { return lines.isEmpty ? "" : lines + "\n" }
    return lines + "\n\n\(table.folded(naming: 2))\n" + findings.map { $0 + "\n" }.joined()
  }

  /// The comparisons as numbers.
  var numbers: CSVTable {
    var table = CSVTable(header: [
      "row", "reference", "unit", "units", "difference", "lower", "upper", "p", "p_corrected",
      "rows", "detectable",
    ])
    for comparison in comparisons {
      table.append([
        comparison.row, comparison.reference, comparison.unit.rawValue, "\(comparison.units)",
        NumberTable.text(comparison.difference), NumberTable.text(comparison.interval?.lower),
        NumberTable.text(comparison.interval?.upper), NumberTable.text(comparison.p),
        NumberTable.text(comparison.corrected), "\(comparison.rows)",
        NumberTable.text(comparison.detectable),
      ])
    }
    return table
  }

  /// An interval in per cent, such as "41.2 to 60.3".
  static func percent(_ interval: Interval?) -> String {
    interval.map { String(format: "%.1f to %.1f", 100 * $0.lower, 100 * $0.upper) } ?? "-"
  }

  private static func sentence(_ tested: [TestedClass]) -> String {
    let present = tested.filter { $0.recordings > 0 }
    let classes = present.map { tested in
      let speakers = tested.speakers.map { " of \(counted($0, "speaker"))" } ?? ""
      return "\(tested.name) \(counted(tested.recordings, "recording"))\(speakers)"
    }
    // Of all that can be said, whether it was tested or not.
    let chance = tested.isEmpty ? 0 : 100 / Double(tested.count)
    return "Tested: \(classes.joined(separator: ", ")); chance is a UAR of "
      + String(format: "%.1f.", chance)
  }

  private static func sentence(_ found: RecallByGender) -> String {
    let groups = found.groups.map { group in
      let speakers = group.speakers.map { " of \(counted($0, "speaker"))" } ?? ""
      return String(format: "%@ %.1f", group.gender, 100 * group.uar) + speakers
    }
    let unknown = found.unknown.map {
      ", not counting \(counted($0, "recording")) of unknown gender"
    }
    let sentence = "UAR by gender: \(groups.joined(separator: ", "))\(unknown ?? "")"
    guard let gap = found.gap else { return sentence + "." }
    let interval = found.interval.map { " (95 %: \(percent($0)))" } ?? ""
    return sentence + String(format: "; the gap is %.1f points", 100 * gap) + interval + "."
  }

  /// nil where there are not several.
  private static func sentence(speakers: [String: Double]) -> String? {
    let known = speakers.filter { !$0.key.isEmpty }.sorted {
      ($0.value, $0.key) < ($1.value, $1.key)
    }
    guard known.count > 1, let worst = known.first, let best = known.last else { return nil }
    return String(
      format: "UAR by speaker: %.1f (%@) to %.1f (%@), \(known.count) speakers.", 100 * worst.value,
      worst.key, 100 * best.value, best.key)
  }

  private static func sentence(_ calibration: Calibration) -> String {
    String(
      format: "Expected calibration error %.1f points: it says %.1f %% on average.",
      100 * calibration.expectedError, 100 * calibration.confidence)
  }

  private static func sentence(_ certainty: Certainty) -> String {
    let units = counted(certainty.units, certainty.unit.rawValue)
    let why =
      certainty.unit == .utterance
      ? ", for speakers are not known or there is but one: with other speakers figures differ more"
      : ""
    return certainty.uarPooled == nil
      ? "\(units) cannot say how sure that is."
      : "Intervals (95 %) are over \(units)\(why)."
  }
}
