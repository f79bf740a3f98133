/// What keeps a classical method from its work: a sentence each.
public enum ClassicalError: Error, Equatable, Sendable {
  /// The samples are too few, or hold what is no finite number.
  case samples(String)
  /// A setting that the method cannot take.
  case setting(String)
}

extension ClassicalError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .samples(let sentence), .setting(let sentence): sentence
    }
  }
}

extension SampleMatrix {
  /// - Throws: `ClassicalError.samples` where there is no sample, or a number is not finite.
  func requireFinite(for method: String) throws(ClassicalError) {
    guard rows > 0, columns > 0 else {
      throw .samples("There are no samples for \(method); give features of at least one recording.")
    }
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw .samples(
        "Feature \(index % columns + 1) of sample \(index / columns + 1) is \(values[index]), "
          + "which \(method) cannot take; extract the features again.")
    }
  }
}
