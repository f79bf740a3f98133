import Yams

extension Node {
  /// Whether more than so many values are below, each as often as aliases name it: a few lines can
  /// stand for more than any memory holds.
  func isLarger(than limit: Int) -> Bool {
    var left = limit
    return !isCounted(off: &left)
  }

  private func isCounted(off left: inout Int) -> Bool {
    left -= 1
    guard left >= 0 else { return false }
    switch self {
    case .scalar, .alias: return true
    case .sequence(let sequence): return sequence.allSatisfy { $0.isCounted(off: &left) }
    case .mapping(let mapping):
      return mapping.allSatisfy { $0.isCounted(off: &left) && $1.isCounted(off: &left) }
    }
  }

  /// The most values that a file of settings is taken to hold.
  static let most = 100_000

  /// The node at the end of a path of keys.
  func node(at path: [String]) -> Node? {
    path.reduce(self) { $0?[$1] }
  }

  /// The value in one line, as YAML writes it.
  var text: String {
    switch self {
    case .scalar(let scalar): scalar.string.isEmpty ? "empty" : scalar.string
    case .sequence(let sequence): "[\(sequence.map(\.text).joined(separator: ", "))]"
    case .mapping(let mapping):
      "{\(mapping.map { "\($0.key.text): \($0.value.text)" }.joined(separator: ", "))}"
    case .alias(let alias): "*\(alias.anchor.rawValue)"
    }
  }

  /// Every setting below, by its keys joined with dots, in order.
  var leaves: [(key: String, value: String)] {
    (mapping ?? [:]).flatMap { key, value -> [(key: String, value: String)] in
      value.mapping == nil
        ? [(key.text, value.text)]
        : value.leaves.map { ("\(key.text).\($0.key)", $0.value) }
    }
  }

  /// Every group and setting below, by its keys joined with dots, in order.
  var paths: [String] {
    (mapping ?? [:]).flatMap { key, value in
      [key.text] + value.paths.map { "\(key.text).\($0)" }
    }
  }

  /// The same with every fraction in the fewest digits that read back to it, where Yams writes 17.
  var withShortNumbers: Node {
    switch self {
    case .scalar(var scalar):
      // A text that could be taken for a number is quoted.
      if scalar.style == .plain, scalar.string.contains(/[.e]/), let number = Double(scalar.string)
      {
        scalar.string = "\(number)"
      }
      return .scalar(scalar)
    case .mapping(var mapping):
      for (key, value) in mapping { mapping[key] = value.withShortNumbers }
      return .mapping(mapping)
    case .sequence(var sequence):
      for index in sequence.indices { sequence[index] = sequence[index].withShortNumbers }
      return .sequence(sequence)
    case .alias:
      return self
    }
  }
}

extension Node {
  /// The same with 010 as 10 where a whole number is known: YAML takes it for 8, and whoever writes it
  /// does not.
  func withDecimals(like known: Node) -> Node {
    switch (self, known) {
    case (.scalar(var scalar), .scalar(let other)):
      guard other.style == .plain, known.int != nil, scalar.style == .plain,
        let number = scalar.string.wholeMatch(of: /([-+]?)0+([0-9]+)/)
      else { return self }
      scalar.string = "\(number.1)\(number.2)"
      return .scalar(scalar)
    case (.sequence(var sequence), .sequence(let others)):
      guard let first = others.first else { return self }
      for index in sequence.indices { sequence[index] = sequence[index].withDecimals(like: first) }
      return .sequence(sequence)
    default: return self
    }
  }
}
