import Foundation

/// Names of files that begin with `-`, which the parser takes for options.
enum DashedNames {
  /// What to write instead, as a sentence; nil where no word of a command line looks like such a
  /// file, one that is there or of a name with an ending, or help is asked for.
  ///
  /// - Parameter words: the command line, without the program's name.
  static func advice(for words: some Sequence<String>) -> String? {
    let words = words.prefix { $0 != "--" }
    if words.contains(where: ["-h", "-help", "--help", "--version"].contains) { return nil }
    let name = words.first { word in
      word.hasPrefix("-") && word != "-" && Double(word) == nil
        && (FileManager.default.fileExists(atPath: word)
          || !word.hasPrefix("--") && !URL(fileURLWithPath: word).pathExtension.isEmpty)
    }
    return name.map {
      "\($0) begins with - and is taken for options: write ./\($0), or -- before the files, behind "
        + "all options."
    }
  }
}
