import Foundation

/// Labels that differ in case, blanks or Unicode form only, which are one label to a person and
/// several to a program.
public struct LabelVariants: Sendable, Equatable {
  /// Each with two labels or more, sorted.
  public let groups: [[String]]

  public init(of labels: some Sequence<String>) {
    groups = Dictionary(grouping: Set(labels), by: Self.plain).values
      .filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  /// A sentence for each group that the choice of classes tears apart, which says how to join it.
  public var warnings: [String] {
    groups.map { group in
      let names = group.map { "\"\($0)\"" }.joined(separator: ", ")
      let kept = group.last ?? ""
      let rules = group.dropLast().map { "--map '\($0)=\(kept)'" }.joined(separator: " ")
      return "the labels \(names) differ in case or blanks only and count as different; "
        + "join them with \(rules) if they mean the same."
    }
  }

  /// The labels among others that are like one but for case and blanks.
  static func like(_ label: String, among others: some Sequence<String>) -> [String] {
    others.filter { $0 != label && plain($0) == plain(label) }
  }

  private static func plain(_ label: String) -> String {
    label.precomposedStringWithCompatibilityMapping.lowercased().filter { !$0.isWhitespace }
  }
}
