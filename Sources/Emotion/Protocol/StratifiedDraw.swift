import Random

/// Random parts of a corpus that keep to each class's share.
enum StratifiedDraw {
  /// Draws from every class its own fraction, rounded to the nearest whole utterance, and at least
  /// one of a class that has a positive fraction and any member.
  ///
  /// - Returns: the identifiers that were drawn.
  static func draw(
    _ utterances: [LabelledUtterance], using generator: inout SeededGenerator,
    fraction: (_ label: Int) -> Double
  ) -> Set<Int> {
    var drawn: Set<Int> = []
    let classes = Dictionary(grouping: utterances, by: \.label)
    for (label, members) in classes.sorted(by: { $0.key < $1.key }) {
      let share = fraction(label)
      let wanted = Int((share * Double(members.count)).rounded())
      let count = share > 0 ? min(max(wanted, 1), members.count) : 0
      // Sorted, so that the draw depends on the corpus and not on the order of its rows.
      drawn.formUnion(generator.shuffled(members.map(\.id).sorted()).prefix(count))
    }
    return drawn
  }

  /// Draws at most so many utterances of every class, and leaves smaller classes whole.
  ///
  /// - Parameter limit: 0 where nothing is limited.
  /// - Returns: what was drawn, in the given order.
  static func limited(
    _ utterances: [LabelledUtterance], to limit: Int, using generator: inout SeededGenerator
  ) -> [LabelledUtterance] {
    guard limit > 0 else { return utterances }
    let sizes = Dictionary(utterances.map { ($0.label, 1) }, uniquingKeysWith: +)
    let kept = draw(utterances, using: &generator) { label in
      min(1, Double(limit) / Double(sizes[label, default: 1]))
    }
    return utterances.filter { kept.contains($0.id) }
  }
}
