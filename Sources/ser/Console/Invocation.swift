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
    return Self.line(words)
  }

  /// The command to paste into a shell that goes on, whether the run is one process's or shared.
  var goingOn: String {
    let isShared = arguments.contains { $0 == "--join" || $0.prefix { $0 != "=" } == "--devices" }
    return isShared ? again : resuming
  }

  /// The same command once more.
  var again: String { Self.line(arguments) }

  /// The command by which one of several processes shares the run.
  var sharing: String {
    Self.line(with(["--join"], without: ["--slurm", "--plan"]))
  }

  /// The arguments of the process of this program that shares the run on a device of this machine.
  func child(on device: Int) -> [String] {
    Array(
      with(
        ["--join", "--device", "\(device)", "--reports-to-parent"],
        without: ["--devices", "--json"], withValues: ["--devices"]
      ).dropFirst())
  }

  /// - Parameters:
  ///   - added: words to add, but those that are there.
  ///   - dropped: options to leave out.
  ///   - withValues: those of them that have a value.
  private func with(
    _ added: [String], without dropped: Set<String>, withValues: Set<String> = []
  ) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    var words: [String] = []
    var isValue = false
    for word in arguments[..<end] {
      if isValue {
        isValue = false
        continue
      }
      let name = String(word.prefix { $0 != "=" })
      if dropped.contains(name) {
        isValue = withValues.contains(name) && name == word
        continue
      }
      words.append(word)
    }
    return words + added.filter { !words.contains($0) || !$0.hasPrefix("--") } + arguments[end...]
  }

  private static func line(_ words: [String]) -> String {
    (RankProcess.again + words).map(quoted).joined(separator: " ")
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
