/// A command that did its work for some of its inputs alone; what is wrong with each of the others
/// was said.
struct InputsLeftOut: Error, CustomStringConvertible {
  let count: Int
  let all: Int
  /// Of the first.
  let status: ExitStatus

  var description: String {
    "\(count) of \(all) recordings \(count == 1 ? "is" : "are") left out; "
      + "what is wrong is said above."
  }
}
