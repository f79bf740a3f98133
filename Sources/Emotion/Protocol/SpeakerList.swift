import Foundation
import Speech

/// Speakers as an option names them, with commas between: `03,08`. A name may have commas itself, may be
/// said without its corpus where no other speaker has it, and with it, as messages do, in any manifest.
public struct SpeakerList: Sendable, ExpressibleByStringLiteral {
  private let text: String

  public init(_ text: String) { self.text = text }

  public init(stringLiteral text: String) { self.init(text) }

  /// The speakers that are meant, as they are called, and names that nobody has.
  ///
  /// - Throws: `SplitError.emptySpeaker` where nothing stands between two commas.
  func names(
    among utterances: [LabelledUtterance]
  ) throws(SplitError) -> (found: [String], unknown: [String]) {
    let known = Self.people(among: utterances)
    var (found, unknown) = ([String](), [String]())
    var rest = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)[...]
    while !rest.isEmpty {
      let name = (1...rest.count).reversed().lazy.compactMap { count in
        Self.speaker(rest.prefix(count).joined(separator: ","), among: known).map { ($0, count) }
      }.first
      if let (name, count) = name {
        found.append(name)
        rest = rest.dropFirst(count)
      } else {
        let name = rest.removeFirst().trimmingCharacters(in: .whitespaces)
        if name.isEmpty { throw .emptySpeaker(list: text) }
        unknown.append(name)
      }
    }
    return (found, unknown)
  }

  /// Everybody who speaks, by what they are called.
  private static func people(among utterances: [LabelledUtterance]) -> [String: Person?] {
    Dictionary(
      utterances.filter { !$0.speaker.isEmpty }.map { ($0.speaker, $0.person) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func speaker(_ text: String, among known: [String: Person?]) -> String? {
    let name = text.trimmingCharacters(in: .whitespaces)
    if known.keys.contains(name) { return name }
    let others = known.filter { $0.key.hasSuffix(":\(name)") || $0.value?.description == name }
    return others.count == 1 && !name.isEmpty ? others.first?.key : nil
  }
}

extension SpeakerList {
  /// The utterances of the speakers, who may be all.
  ///
  /// - Throws: `SplitError.noSpeaker` where one of them has none, `.emptySpeaker`.
  public func utterances(of utterances: [LabelledUtterance]) throws(SplitError) -> [Int] {
    let meant = try names(among: utterances)
    if let asked = meant.unknown.first {
      throw .noSpeaker(
        asked: asked, known: Set(utterances.map(\.speaker)).subtracting([""]).sorted())
    }
    return utterances.filter { meant.found.contains($0.speaker) }.map(\.id)
  }
}
