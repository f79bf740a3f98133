import Speech

/// A command that did its work for some of its inputs alone.
struct InputsLeftOut: Error, CustomStringConvertible {
  /// What is wrong with each of those that were given.
  let failures: [Failure]
  /// How many others lie in folders that were given; what is wrong with them was said.
  let skipped: Int
  let all: Int

  /// Of the first.
  var status: ExitStatus { failures.first?.status ?? .data }

  var description: String {
    let count = failures.count + skipped
    return "\(count) of \(counted(all, "recording")) \(count == 1 ? "is" : "are") left out"
      + (skipped == 0 ? ":" : ", \(skipped) of them as said above" + (failures.isEmpty ? "." : ":"))
      // No list names them but this one.
      + sentences.asLines(atMost: .max)
  }

  /// What is wrong, each once, with the number of those that it is said of.
  private var sentences: [String] {
    let counts = Dictionary(failures.map { ($0.sentence, 1) }, uniquingKeysWith: +)
    var told: Set<String> = []
    return failures.map(\.sentence).filter { told.insert($0).inserted }.map { sentence in
      let count = counts[sentence, default: 1]
      return count == 1 || counts.count == 1
        ? sentence : "of \(counted(count, "recording")): \(sentence)"
    }
  }
}
