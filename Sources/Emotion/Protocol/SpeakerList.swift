import Foundation

/// Speakers as an option names them, with commas between: `03,08`. A name may have commas itself, and
/// may be said without its corpus where no other speaker has it.
public struct SpeakerList: Sendable, ExpressibleByStringLiteral {
  private let parts: [String]

  public init(_ text: String) {
    parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  public init(stringLiteral text: String) { self.init(text) }

  /// The speakers that are meant, as they are called, and names that nobody has.
  func names(among known: [String]) -> (found: [String], unknown: [String]) {
    var (found, unknown) = ([String](), [String]())
    var rest = parts[...]
    while !rest.isEmpty {
      let name = (1...rest.count).reversed().lazy.compactMap { count in
        Self.speaker(rest.prefix(count).joined(separator: ","), among: known).map { ($0, count) }
      }.first
      if let (name, count) = name {
        found.append(name)
        rest = rest.dropFirst(count)
      } else {
        unknown.append(rest.removeFirst().trimmingCharacters(in: .whitespaces))
      }
    }
    return (found, unknown)
  }

  private static func speaker(_ text: String, among known: [String]) -> String? {
    let name = text.trimmingCharacters(in: .whitespaces)
    if known.contains(name) { return name }
    let others = known.filter { $0.hasSuffix(":\(name)") }
    return others.count == 1 && !name.isEmpty ? others[0] : nil
  }
}

extension SpeakerList {
  /// The utterances of the speakers, who may be all.
  ///
  /// - Throws: `SplitError.noSpeaker` where one of them has none.
  public func utterances(of utterances: [LabelledUtterance]) throws(SplitError) -> [Int] {
    let known = Set(utterances.map(\.speaker).filter { !$0.isEmpty }).sorted()
    let meant = names(among: known)
    if let asked = meant.unknown.first { throw .noSpeaker(asked: asked, known: known) }
    return utterances.filter { meant.found.contains($0.speaker) }.map(\.id)
  }
}
