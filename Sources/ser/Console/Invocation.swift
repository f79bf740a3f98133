/// The command line as it was given.
struct Invocation {
  private let arguments: [String]

  init(_ arguments: [String] = CommandLine.arguments) { self.arguments = arguments }

  /// The command to paste into a shell that goes on with the run that this one began.
  var resuming: String {
    var words = arguments
    if !words.contains("--resume") {
      // What follows a bare -- is no option any more.
      words.insert("--resume", at: words.firstIndex(of: "--") ?? words.endIndex)
    }
    return words.map(Self.quoted).joined(separator: " ")
  }

  /// A word as a POSIX shell reads it back.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_./,:=+@%".utf8.contains(byte)
      }
    }
    if isPlain && !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
