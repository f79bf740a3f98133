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
            : "<td\(alignment == .right ? " class=\"number\"" : "")>\(escaped(cell))</td>"
        }.joined() + "</tr>"
    }.joined(separator: "\n")
    return "<table><thead><tr>\(head)</tr></thead>\n<tbody>\(body)</tbody></table>"
  }
}
