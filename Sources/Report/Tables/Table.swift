/// A table of results, as text for a terminal or as Markdown.
public struct Table: Sendable, Equatable {
  public enum Alignment: Sendable {
    /// As words are.
    case left
    /// As numbers are.
    case right
  }

  public let header: [String]
  public let alignments: [Alignment]
  public private(set) var rows: [[String]] = []

  /// An empty table; without alignments the first column is aligned left and the others right.
  public init(_ header: [String], alignments: [Alignment]? = nil) {
    precondition(alignments.map { $0.count == header.count } ?? true)
    self.header = header
    self.alignments = alignments ?? header.indices.map { $0 == 0 ? .left : .right }
  }

  /// Adds a row with a cell a column.
  public mutating func append(_ row: [String]) {
    precondition(row.count == header.count, "a row has a cell a column")
    rows.append(row)
  }

  /// Columns aligned by spaces, under a header with a rule; each line ends in a line end.
  public var plain: String { plain(columns: nil) }

  /// The same where a terminal shows so many columns: what is wider goes on below, after an empty line, as
  /// further tables that begin with the first columns again. Where these alone fill most of a line, the terminal
  /// has to break it.
  ///
  /// - Parameters:
  ///   - limit: nil where lines may be of any length.
  ///   - names: how many of the first columns say what a row is.
  public func plain(columns limit: Int?, naming names: Int = 1) -> String {
    let widths = widths(of: [header] + rows)
    let cells = ([header, widths.map { String(repeating: "-", count: $0) }] + rows)
      .map { padded($0, to: widths) }
    return strips(of: widths, naming: names, within: limit ?? .max).map { strip in
      cells.map { row in
        var line = strip.map { row[$0] }.joined(separator: Self.gap)
        while line.last == " " { line.removeLast() }
        return line + "\n"
      }.joined()
    }.joined(separator: "\n")
  }

  private static let gap = "  "

  /// The columns that stand side by side: those that name a row, and of the others as many as there is room
  /// for, at least one.
  private func strips(of widths: [Int], naming names: Int, within limit: Int) -> [[Int]] {
    let first = Array(widths.indices.prefix(names))
    let named = first.reduce(-Self.gap.count) { $0 + Self.gap.count + widths[$1] }
    if named > limit / 3 * 2 { return [Array(widths.indices)] }
    var strips = [first]
    var used = named
    for column in widths.indices.dropFirst(names) {
      let wanted = Self.gap.count + widths[column]
      if used + wanted > limit, strips[strips.count - 1].count > names {
        strips.append(first)
        used = named
      }
      strips[strips.count - 1].append(column)
      used += wanted
    }
    return strips
  }

  /// A table of GitHub's Markdown; each line ends in a line end.
  public var markdown: String {
    // A bar would end a cell.
    let cells = ([header] + rows).map { $0.map { $0.replacing("|", with: "\\|") } }
    let widths = widths(of: cells)
    let rule = zip(widths, alignments).map { width, alignment in
      String(repeating: "-", count: width - 1) + (alignment == .left ? "-" : ":")
    }
    return ([cells[0], rule] + cells.dropFirst())
      .map { "| " + padded($0, to: widths).joined(separator: " | ") + " |\n" }.joined()
  }

  /// Of the widest cell of each column; a rule takes at least three characters.
  private func widths(of cells: [[String]]) -> [Int] {
    header.indices.map { column in cells.map { $0[column].count }.reduce(3, max) }
  }

  private func padded(_ cells: [String], to widths: [Int]) -> [String] {
    header.indices.map { column in
      let space = String(repeating: " ", count: widths[column] - cells[column].count)
      return alignments[column] == .left ? cells[column] + space : space + cells[column]
    }
  }
}
