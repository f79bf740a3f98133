import Files
import Foundation

/// What a row of a table is about: a file, or a part of one.
struct AudformatUnit {
  /// As the table has it.
  let file: String
  /// Where it lies, by which one file under two spellings is known.
  let place: ExactText
  /// In seconds.
  let start: Double
  /// In seconds; nil: to the file's end.
  let end: Double?

  var isWhole: Bool { start == 0 && end == nil }

  /// The file that it is of.
  var whole: AudformatUnit { AudformatUnit(file: file, place: place, start: 0, end: nil) }

  /// For errors, such as `wav/a.wav` or `wav/a.wav from 0.5 to 1 s`.
  var text: String {
    isWhole
      ? file
      : "\(file) from \(start.seconds) to \(end.map { "\($0.seconds) s" } ?? "its end")"
  }
}

extension AudformatUnit: Hashable {
  static func == (a: AudformatUnit, b: AudformatUnit) -> Bool {
    a.place == b.place && a.start == b.start && a.end == b.end
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(place)
    hasher.combine(start)
    hasher.combine(end)
  }
}

extension AudformatUnit {
  /// What each row of a table of files is about; nil where its start or end is no time.
  ///
  /// - Parameter root: the database's folder.
  static func units(of table: CSVTable, in root: URL) -> [AudformatUnit?] {
    let places = ["file", "start", "end"].map(table.index(of:))
    return table.rows.map { row in
      func text(_ place: Int?) -> String { place.map { row[$0] } ?? "" }
      guard let start = AudformatTime(text(places[1])), let end = AudformatTime(text(places[2]))
      else { return nil }
      let file = text(places[0])
      return AudformatUnit(
        file: file,
        place: ExactText(ListedPath.url(file, in: root).resolvingSymlinksInPath().path),
        start: start.seconds ?? 0, end: end.seconds)
    }
  }
}
