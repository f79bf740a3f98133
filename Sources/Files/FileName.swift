import Foundation

/// Names of files as file systems take them.
public enum FileName {
  /// The most bytes that a name may have.
  public static let longest = 255

  /// A name of a stem and an ending, the stem cut at its end where the name would be too long.
  ///
  /// - Parameters:
  ///   - ending: with its point.
  ///   - longest: bytes that the name may have.
  public static func fitting(
    _ stem: String, _ ending: String, longest: Int = longest
  ) -> String {
    var stem = stem
    while stem.utf8.count + ending.utf8.count > longest, !stem.isEmpty { stem.removeLast() }
    return stem + ending
  }

  /// A name for each stem, in their order, no two of which are one file anywhere: not on file systems to
  /// which capitals or the form of an accent make no difference either. Where two stems would be, each
  /// has its number before it.
  public static func distinct(_ stems: [String], _ ending: String) -> [String] {
    let names = stems.map { fitting($0, ending) }
    let seen = Set(names.map { $0.precomposedStringWithCanonicalMapping.lowercased() })
    guard seen.count < names.count else { return names }
    return stems.enumerated().map { fitting("\($0)-\($1)", ending) }
  }

  /// The ends of paths that tell them apart: the names alone where these differ, else with as many of the
  /// folders above as it takes.
  public static func telling(_ paths: [String]) -> [String] {
    let parts = paths.map { $0.split(separator: "/") }
    for depth in 1...max(1, parts.map(\.count).max() ?? 1) {
      let ends = parts.map { $0.suffix(depth).joined(separator: "/") }
      if Set(ends).count == Set(paths).count { return ends }
    }
    return paths
  }

  /// A hidden name, another every time, for a file on its way to a name.
  static func hidden(_ name: String) -> String {
    fitting(".\(name)", ".\(String(UInt32.random(in: .min ... .max), radix: 36)).part")
  }
}
