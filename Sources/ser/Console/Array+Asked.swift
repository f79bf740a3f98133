extension Array {
  /// What is asked for by a part of a name; all where it is nil. A whole name asks for that alone, though
  /// others begin with it.
  func asked(_ part: String?, by names: (Element) -> [String]) -> [Element] {
    guard let part else { return self }
    let whole = filter { names($0).contains(part) }
    return whole.isEmpty ? filter { names($0).contains { $0.contains(part) } } : whole
  }
}
