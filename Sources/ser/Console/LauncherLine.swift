import Foundation

/// How the launcher of several processes was called, as the process tells that it was started by: what else it
/// was given, such as hosts, is to be given again.
enum LauncherLine {
  /// Its words before those that each process was given; nil where it runs on another host, or started
  /// processes with several lines.
  ///
  /// - Parameter arguments: those of this process.
  static func words(before arguments: [String]) -> [String]? {
    var process = getppid()
    while process > 1 {
      if let words = words(of: process), let found = before(arguments, in: words) { return found }
      guard let parent = parent(of: process), parent != process else { return nil }
      process = parent
    }
    return nil
  }

  /// What stands before the words of this process in a launcher's; nil where it is no launcher's line, or one
  /// with other processes too.
  static func before(_ arguments: [String], in words: [String]) -> [String]? {
    func name(_ word: String?) -> String? { word.map { URL(filePath: $0).lastPathComponent } }
    let launchers = ["mpirun", "mpiexec", "orterun", "prterun"]
    guard let launcher = name(words.first), launchers.contains(where: launcher.hasPrefix),
      words.count > arguments.count, !words.contains(":"),
      words.suffix(arguments.count - 1) == arguments.dropFirst(),
      name(words.dropLast(arguments.count - 1).last) == name(arguments.first)
    else { return nil }
    return words.dropLast(arguments.count)
  }

  private static func words(of process: Int32) -> [String]? {
    guard let line = try? Data(contentsOf: URL(filePath: "/proc/\(process)/cmdline")) else {
      return nil
    }
    // Each ends in a zero.
    return line.split(separator: 0, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static func parent(of process: Int32) -> Int32? {
    let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    return status?.split(separator: "\n").first { $0.hasPrefix("PPid:") }
      .flatMap { Int32($0.dropFirst("PPid:".count).trimmingCharacters(in: .whitespaces)) }
  }
}
