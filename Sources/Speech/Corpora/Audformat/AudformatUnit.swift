import Files
import Foundation

/// What a row of a table is about: a file, or a part of one.
struct AudformatUnit: Hashable {
  /// As the tables have it.
  let file: ExactText
  /// In seconds.
  let start: Double
  /// In seconds; nil: to the file's end.
  let end: Double?

  var isWhole: Bool { start == 0 && end == nil }

  /// For errors, such as `wav/a.wav` or `wav/a.wav from 0.5 to 1 s`.
  var text: String {
    isWhole
      ? file.text
      : "\(file.text) from \(start.seconds) to \(end.map { "\($0.seconds) s" } ?? "its end")"
  }
}

extension AudformatTable {
  /// The rows of a table of files, each with what it is about; nil where a start or end is no time.
  func units() -> [(row: Int, unit: AudformatUnit?)] {
    let places = ["file", "start", "end"].map(table.index(of:))
    return table.rows.indices.map { row in
      func text(_ place: Int?) -> String { place.map { table.rows[row][$0] } ?? "" }
      guard let start = AudformatTime(text(places[1])), let end = AudformatTime(text(places[2]))
      else { return (row, nil) }
      return (
        row,
        AudformatUnit(
          file: ExactText(text(places[0])), start: start.seconds ?? 0, end: end.seconds)
      )
    }
  }
}
