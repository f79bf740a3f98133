import Foundation

/// A confusion matrix: truth by row, what was said by column, darker where more of a row.
public struct ConfusionChart: Figure {
  public let title: String
  private let classes: [String]
  private let counts: [[Int]]

  /// - Parameter counts: `counts[truth][predicted]`.
  public init(_ title: String, classes: [String], counts: [[Int]]) {
    precondition(counts.count == classes.count && counts.allSatisfy { $0.count == classes.count })
    self.title = title
    self.classes = classes
    self.counts = counts
  }

  public var svg: SVG {
    let longest = Double(classes.map(\.count).max() ?? 0)
    let left = 40 + 6.6 * longest
    let cell = max(46, 6.6 * longest + 8)
    let side = cell * Double(classes.count)
    let top = 78.0
    var svg = SVG(width: max(left + side + 16, 300), height: top + side * 0.72 + 12, label: label)
    let height = cell * 0.72
    svg.text(title, x: 16, y: 20, .start, "title")
    svg.text("recognised as", x: left + side / 2, y: 46, .middle, "name")
    svg.text("truth", x: 16, y: top + side * 0.36, .middle, "name", turned: true)
    for (index, name) in classes.enumerated() {
      svg.text(name, x: left + (Double(index) + 0.5) * cell, y: top - 8, .middle)
      svg.text(name, x: left - 8, y: top + (Double(index) + 0.5) * height + 4, .end)
    }
    for truth in classes.indices {
      let members = counts[truth].reduce(0, +)
      for predicted in classes.indices {
        let count = counts[truth][predicted]
        let share = members > 0 ? Double(count) / Double(members) : 0
        let (x, y) = (left + Double(predicted) * cell, top + Double(truth) * height)
        svg.rectangle(x: x, y: y, width: cell - 2, height: height - 2, "frame")
        svg.rectangle(
          x: x, y: y, width: cell - 2, height: height - 2, "cell", opacity: share,
          hint: "\(classes[truth]) recognised as \(classes[predicted]): \(count) of \(members)")
        svg.text(
          members > 0 ? String(format: "%.0f %%", 100 * share) : "–", x: x + cell / 2 - 1,
          y: y + height / 2 + 3, .middle, "figure")
      }
    }
    return svg
  }

  /// The matrix in words: of each class how much was recognised, and as what else most.
  private var label: String {
    let sentences = classes.indices.map { truth in
      let members = counts[truth].reduce(0, +)
      guard members > 0 else { return "of \(classes[truth]) nothing was tested" }
      func share(_ predicted: Int) -> String {
        String(format: "%.0f %%", 100 * Double(counts[truth][predicted]) / Double(members))
      }
      let others = classes.indices.filter { $0 != truth && counts[truth][$0] > 0 }
      let worst = others.max { counts[truth][$0] < counts[truth][$1] }
      return "of \(classes[truth]) \(share(truth))"
        + (worst.map { ", taken for \(classes[$0]) \(share($0))" } ?? "")
    }
    return "Confusion matrix, \(title): \(sentences.joined(separator: "; "))"
  }
}
