extension Table {
  /// A `tabular` with the rules of the package booktabs.
  ///
  /// - Parameter caption: what stands above it as a comment.
  public func latex(caption: String) -> String {
    let columns = alignments.map { $0 == .left ? "l" : "r" }.joined()
    func line(_ cells: [String]) -> String {
      cells.map(Self.latexText).joined(separator: " & ") + " \\\\\n"
    }
    return "% \(caption.replacing("\n", with: " "))\n"
      + "\\begin{tabular}{\(columns)}\n\\toprule\n" + line(header) + "\\midrule\n"
      + rows.map(line).joined() + "\\bottomrule\n\\end{tabular}\n"
  }

  private static func latexText(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
      case "\\": "\\textbackslash{}"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      case "±": "$\\pm$"
      case "→": "$\\to$"
      case "–": "--"
      default: String(character)
      }
    }.joined()
  }
}
