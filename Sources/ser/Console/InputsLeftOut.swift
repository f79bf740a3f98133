import Speech

/// A command that did its work for some of its inputs alone.
struct InputsLeftOut: Error, CustomStringConvertible {
  /// What is wrong with each of the others; never empty.
  let failures: [Failure]
  let all: Int

  /// Of the first.
  var status: ExitStatus { failures[0].status }

  var description: String {
    "\(failures.count) of \(counted(all, "recording")) \(failures.count == 1 ? "is" : "are") left out:"
      + failures.map(\.sentence).asLines
  }
}
