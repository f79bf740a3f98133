import Files
public import Foundation

/// A database in audformat: `db.yaml` and tables such as `db.emotion.csv`, each with the columns
/// `file,…` or `file,start,end,…`.
///
/// Labels come from the table that has a column `emotion`; speaker, gender, language and session from
/// any table of whole files, or from what the header says of a speaker. A row that labels a part of a
/// file becomes a span, which the import cuts out.
public struct Audformat: CorpusReader {
  public init() {}

  /// Names that databases give emotions, and ours.
  private static let emotions: [String: EmotionLabel] = [
    "anger": .angry, "happiness": .happy, "joy": .happy, "sadness": .sad, "fear": .fearful,
    "disgust": .disgusted, "boredom": .bored, "surprise": .surprised, "excitement": .excited,
    "frustration": .frustrated, "no_agreement": .undecided, "no agreement": .undecided,
  ]

  public func read(_ root: URL) throws(CorpusError) -> CorpusContents {
    let folder = try Folder(root)
    guard folder.files.contains(where: { $0.lastPathComponent == "db.yaml" }) else {
      throw .notTheCorpus(
        root: root.path, expected: "a database in audformat, with db.yaml",
        found: folder.summary)
    }
    let header = try AudformatHeader(contentsOf: root.appending(path: "db.yaml"))
    let tables = try tables(of: folder, header: header)
    guard let labels = tables.first(where: { $0.table.index(of: "emotion") != nil }) else {
      throw .notTheCorpus(
        root: root.path, expected: "a table db.….csv with the columns file and emotion",
        found: tables.map(\.name).joined(separator: ", ").ifEmpty("no table as CSV"))
    }
    var facts: [String: [String: String]] = [:]
    for (_, table) in tables where table.index(of: "start") == nil {
      for row in table.rows {
        let named = Dictionary(zip(table.header, row)) { first, _ in first }
        facts[named["file"] ?? "", default: [:]].merge(named) { first, _ in first }
      }
    }
    return try contents(of: labels.table, header: header, facts: facts, root: root)
  }

  /// The tables that are there as CSV, in the order of their names.
  ///
  /// - Throws: `CorpusError.file` where one cannot be read, `.notTheCorpus` where one is not CSV.
  private func tables(of folder: Folder, header: AudformatHeader) throws(CorpusError)
    -> [(name: String, table: CSVTable)]
  {
    var tables: [(name: String, table: CSVTable)] = []
    for url in folder.files where url.lastPathComponent.hasPrefix("db.") {
      if url.pathExtension == "csv" {
        do throws(FileError) {
          let table = try CSVTable(contentsOf: url)
          guard table.index(of: "file") != nil else { continue }
          tables.append((url.lastPathComponent, table))
        } catch {
          throw .file(error)
        }
      } else if url.pathExtension != "yaml" {
        throw .notTheCorpus(
          root: url.path,
          expected: "tables as CSV (save the database with storage_format \"csv\")",
          found: url.lastPathComponent)
      }
    }
    return tables
  }

  private func contents(
    of labels: CSVTable, header: AudformatHeader, facts: [String: [String: String]], root: URL
  ) throws(CorpusError) -> CorpusContents {
    var contents = CorpusContents()
    for (row, line) in zip(labels.rows, labels.lines) {
      var named = Dictionary(zip(labels.header, row)) { first, _ in first }
      let file = named["file"] ?? ""
      named.merge(facts[file] ?? [:]) { first, _ in first }
      // A path may be absolute.
      let url = URL(fileURLWithPath: file, relativeTo: root).absoluteURL
      guard FileManager.default.fileExists(atPath: url.path) else {
        contents.skipped.append(SkippedFile(url, "there is no such file"))
        continue
      }
      guard let emotion = named["emotion"], !emotion.isEmpty else {
        contents.skipped.append(SkippedFile(url, "it has no emotion"))
        continue
      }
      guard let start = AudformatTime(named["start"] ?? "0"),
        let end = AudformatTime(named["end"] ?? "")
      else {
        contents.skipped.append(
          SkippedFile(url, "line \(line) of the labels has a start or end that is no time"))
        continue
      }
      if start.seconds ?? 0 > 0 || end.seconds != nil {
        contents.spans[contents.recordings.count] = Span(
          start: start.seconds ?? 0, end: end.seconds)
      }
      let person = header.speakers[named["speaker"] ?? ""] ?? [:]
      contents.recordings.append(
        Recording(
          url: url, emotion: Self.emotions[emotion.lowercased()]?.rawValue ?? emotion.lowercased(),
          speaker: named["speaker"] ?? "", gender: named["gender"] ?? person["gender"] ?? "",
          session: named["session"] ?? "",
          language: named["language"] ?? person["language"] ?? header.language,
          corpus: header.name))
    }
    guard !contents.recordings.isEmpty else {
      throw .notTheCorpus(
        root: root.path, expected: "the recordings that the tables list",
        found: contents.skipped.first.map { "none (\($0.url.path): \($0.reason))" } ?? "none")
    }
    return contents
  }
}

/// A time of a table: `0 days 00:00:03.200000`, `0 days`, a number of seconds, or nothing (`NaT`).
struct AudformatTime {
  /// nil where the table says none.
  let seconds: Double?

  /// More than 30 years; what is beyond is no time in a recording.
  private static let longest = 1e9

  /// nil where the text is no time.
  init?(_ text: String) {
    let text = text.trimmingCharacters(in: .whitespaces)
    if text.isEmpty || text == "NaT" {
      seconds = nil
      return
    }
    guard let seconds = Self.seconds(text), 0...Self.longest ~= seconds else { return nil }
    self.seconds = seconds
  }

  private static func seconds(_ text: String) -> Double? {
    if let number = Double(text) { return number }
    // A column of whole days says no more: 0 days.
    if let match = text.wholeMatch(of: /(\d+) days?/), let days = Double(match.1) {
      return 24 * 3600 * days
    }
    let form = /(?:(\d+) days? )?(\d+):(\d{2}):(\d{2}(?:\.\d+)?)/
    guard let match = text.wholeMatch(of: form), let hours = Double(match.2),
      let minutes = Double(match.3), let rest = Double(match.4)
    else { return nil }
    let days = match.1.flatMap { Double($0) } ?? 0
    return ((days * 24 + hours) * 60 + minutes) * 60 + rest
  }

  /// A time in seconds as tables have it, to the microsecond.
  static func text(seconds: Double) -> String {
    let microseconds = Int((seconds * 1e6).rounded())
    let (whole, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return String(
      format: "%d days %02d:%02d:%02d.%06d", whole / 86_400, whole / 3600 % 24, whole / 60 % 60,
      whole % 60, rest)
  }
}

extension String {
  fileprivate func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}
