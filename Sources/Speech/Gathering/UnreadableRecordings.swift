public import Files

/// Recordings that cannot be read among those that something was to be computed of; what was computed of
/// the others is kept.
public struct UnreadableRecordings: Error, Equatable, Sendable {
  /// What is wrong with each, in the order of the recordings; never empty.
  public let failures: [FileError]
  /// How many recordings there are with these.
  public let all: Int

  init(_ failures: [FileError], of all: Int) {
    self.failures = failures
    self.all = all
  }
}

extension UnreadableRecordings: CustomStringConvertible {
  public var description: String {
    var files = ListedFiles()
    let sentences = failures.map { files.explained($0) }
    if sentences.count == 1, let sentence = sentences.first {
      let rest = " This is one of \(all) recordings; --skip-unreadable goes on without it."
      return sentence + (all == 1 ? "" : rest)
    }
    let advice =
      "mend them" + (failures.count < all ? ", or leave them out by --skip-unreadable" : "")
    return "\(failures.count) of \(all) recordings cannot be read; \(advice):"
      + sentences.asLines()
  }
}
