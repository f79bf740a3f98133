import Files
import Foundation

/// A table that comes with a corpus and says which gender its speakers have.
struct SpeakerTable: Sendable {
  /// The table's name, in whichever folder it lies.
  let name: String
  let separator: Character
  let speaker: String
  let gender: String

  /// - Returns: the genders, which are none where there is no such table or it is another; the table;
  ///   a sentence in this case.
  func genders(
    in tree: FolderTree, of root: URL
  ) -> (genders: [String: String], table: URL?, warning: String?) {
    guard let url = tree.files.first(where: { $0.lastPathComponent == name }) else {
      return (
        [:], nil,
        "\(root.path): there is no \(name), which says the speakers' genders; the column gender is empty."
      )
    }
    do throws(FileError) {
      let table = try table(at: url)
      guard let speaker = table.index(of: speaker), let gender = table.index(of: gender) else {
        throw .malformed(
          path: url.path, what: "it lacks the columns \(self.speaker) and \(self.gender)")
      }
      let rows = table.rows.map { ($0[speaker], Gender.name($0[gender])) }
      return (Dictionary(rows) { first, _ in first }, url, nil)
    } catch {
      return ([:], url, "\(error.description) The column gender is empty.")
    }
  }

  /// Between tabs quotes are quotes.
  private func table(at url: URL) throws(FileError) -> CSVTable {
    guard separator == "\t" else { return try CSVTable(contentsOf: url, separator: separator) }
    let lines = String(decoding: try InputFile.contents(of: url), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    guard let header = lines.first else { throw .malformed(path: url.path, what: "it is empty") }
    return CSVTable(header: header, rows: lines.dropFirst().filter { $0.count == header.count })
  }
}
