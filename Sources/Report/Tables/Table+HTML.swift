import Foundation

extension Table {
  /// A table of a page. The first column is the rows' names.
  var html: String {
    let head = zip(header, alignments).map { cell, alignment in
      "<th scope=\"col\"\(alignment == .right ? " class=\"number\"" : "")>\(escaped(cell))</th>"
    }.joined()
    let body = rows.map { row in
      "<tr>"
        + zip(row, alignments).enumerated().map { column, item in
          let (cell, alignment) = item
          return column == 0
            ? "<th scope=\"row\">\(escaped(cell))</th>"
            : alignment == .right
              ? "<td class=\"number\">\(cell.figure)</td>"
              : "<td>\(escaped(cell))</td>"
        }.joined() + "</tr>"
    }.joined(separator: "\n")
    return "<table><thead><tr>\(head)</tr></thead>\n<tbody>\(body)</tbody></table>"
  }
}

extension String {
  /// A figure with its deviation below it, so that tables of many columns stay narrow.
  fileprivate var figure: String {
    guard let sign = range(of: " ± ") else { return escaped(self) }
    return "\(escaped(String(self[..<sign.lowerBound])))"
      + "<small>± \(escaped(String(self[sign.upperBound...])))</small>"
  }
}
