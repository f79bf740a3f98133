import Foundation

/// How the paths of a corpus's files say what each is, such as `{speaker}_{}_{emotion}_{}.wav`.
///
/// A field in braces stands for one character or more, as few as will do; `{}` for any that say nothing,
/// `{#}` for digits, and `{speaker:2}` for two characters. All else stands for itself. Folders may come
/// before the name, as in `{emotion}/{}`: a pattern is held against the end of a path. Without an ending
/// it takes any kind of sound.
public struct NamePattern: Sendable, Equatable {
  /// What a field says of a recording: a column of its manifest.
  public enum Field: String, Sendable, CaseIterable {
    case emotion, speaker, gender, session, language, corpus, split
  }

  /// What a path says.
  public struct Match: Sendable, Equatable {
    /// By their fields.
    public fileprivate(set) var values: [Field: String] = [:]
    /// What all fields stand for, in their order, those that say nothing too.
    fileprivate(set) var parts: [String] = []

    public subscript(field: Field) -> String { values[field] ?? "" }
  }

  /// As it was written.
  public let text: String
  /// Those of the folders before that of the name.
  private let components: [[Piece]]
  /// The ending that the name must have, in small letters; nil for any.
  private let ending: String?

  /// A folder an emotion, whatever the names.
  public static let folderAnEmotion = NamePattern(
    text: "{emotion}/{}", components: [[.field(.emotion, .any)], [.field(nil, .any)]], ending: nil)

  private init(text: String, components: [[Piece]], ending: String?) {
    self.text = text
    self.components = components
    self.ending = ending
  }

  /// Reads a pattern.
  ///
  /// - Throws: `CorpusError.setting` where braces do not match, a field is none of those that there are or
  ///   stands twice, there is no `{emotion}`, or two fields of any length follow each other.
  public init(parsing text: String) throws(CorpusError) {
    self.text = text
    func refused(_ why: String) -> CorpusError {
      .setting(
        "The pattern \"\(text)\" \(why); write for example {speaker}_{}_{emotion}_{}.wav or {emotion}/{}."
      )
    }
    let name = URL(fileURLWithPath: text)
    let hasEnding = SoundFormat.isSound(name) && !name.pathExtension.contains("}")
    ending = hasEnding ? name.pathExtension.lowercased() : nil
    let stem = hasEnding ? text.dropLast(name.pathExtension.count + 1) : Substring(text)
    var components: [[Piece]] = []
    for component in stem.split(separator: "/", omittingEmptySubsequences: false) {
      guard !component.isEmpty else { throw refused("has an empty folder or name") }
      guard let pieces = Piece.pieces(of: component) else {
        throw refused("has a brace without its counterpart")
      }
      if let unknown = pieces.lazy.compactMap(\.unknown).first {
        throw refused(
          "has the field {\(unknown)}, and fields are "
            + "\(Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")), {} and {#}, "
            + "with a width as in {speaker:2}")
      }
      if zip(pieces, pieces.dropFirst()).contains(where: { $0.isOfAnyLength && $1.isOfAnyLength }) {
        throw refused(
          "has two fields side by side, of which nothing says where the first ends: put a width, "
            + "as in {speaker:2}")
      }
      components.append(pieces)
    }
    self.components = components
    let fields = components.joined().compactMap(\.field)
    guard fields.contains(.emotion) else { throw refused("has no {emotion}") }
    if let twice = fields.first(where: { field in fields.count { $0 == field } > 1 }) {
      throw refused("has {\(twice.rawValue)} twice")
    }
  }

  /// What a path from the corpus's folder says; nil where it is not of this form.
  func match(_ path: String) -> Match? {
    let folders = path.split(separator: "/")
    guard folders.count >= components.count, let name = folders.last.map(String.init) else {
      return nil
    }
    let url = URL(fileURLWithPath: name)
    if let ending, url.pathExtension.lowercased() != ending { return nil }
    let stem = Substring(url.deletingPathExtension().lastPathComponent)
    var match = Match()
    for (pieces, text) in zip(components, folders.suffix(components.count).dropLast() + [stem]) {
      guard let parts = Piece.parts(of: Array(text), by: pieces) else { return nil }
      for (field, part) in zip(pieces.filter(\.isField).map(\.field), parts) {
        match.parts.append(part)
        if let field { match.values[field] = part }
      }
    }
    return match
  }

  /// The fields that it has.
  var fields: [Field] { components.joined().compactMap(\.field) }
}

/// A part of a pattern.
private enum Piece: Equatable {
  /// How much a field stands for.
  enum Extent: Equatable {
    case any, digits
    case characters(Int)
  }

  case text([Character])
  case field(NamePattern.Field?, Extent)
  /// A field that there is not.
  case unknown(String)

  var field: NamePattern.Field? { if case .field(let field, _) = self { field } else { nil } }
  var isField: Bool { if case .field = self { true } else { false } }
  var unknown: String? { if case .unknown(let name) = self { name } else { nil } }
  var isOfAnyLength: Bool { if case .field(_, .any) = self { true } else { false } }

  /// - Returns: nil where a brace has no counterpart.
  static func pieces(of text: Substring) -> [Piece]? {
    var pieces: [Piece] = []
    var rest = text
    while let first = rest.first {
      if first == "{" {
        guard let end = rest.firstIndex(of: "}") else { return nil }
        let content = rest[rest.index(after: rest.startIndex)..<end]
        if content.contains("{") { return nil }
        pieces.append(Piece(content))
        rest = rest[rest.index(after: end)...]
      } else {
        let literal = rest.prefix { $0 != "{" }
        if literal.contains("}") { return nil }
        pieces.append(.text(Array(literal)))
        rest = rest.dropFirst(literal.count)
      }
    }
    return pieces
  }

  /// What stands between braces: a field, a width behind a colon.
  private init(_ content: Substring) {
    let parts = content.split(separator: ":", omittingEmptySubsequences: false)
    let name = parts.first ?? ""
    let field = NamePattern.Field(rawValue: String(name))
    let width = parts.count == 2 ? Int(parts[1]) : nil
    switch (name, parts.count) {
    case ("#", 1): self = .field(nil, .digits)
    case (_, 1) where field != nil || name.isEmpty: self = .field(field, .any)
    case (_, 2) where (field != nil || name.isEmpty) && (1...255).contains(width ?? 0):
      self = .field(field, .characters(width ?? 1))
    default: self = .unknown(String(content))
    }
  }

  /// What each field of some pieces stands for in a text; nil where it is not of their form.
  static func parts(of text: [Character], by pieces: [Piece]) -> [String]? {
    // Where a place was tried for a piece in vain: without it long names take exponential time.
    var failed: Set<[Int]> = []
    func parts(from place: Int, by index: Int) -> [String]? {
      guard index < pieces.count else { return place == text.count ? [] : nil }
      if failed.contains([place, index]) { return nil }
      if case .text(let literal) = pieces[index] {
        if text[place...].starts(with: literal),
          let rest = parts(from: place + literal.count, by: index + 1)
        {
          return rest
        }
      } else {
        for length in pieces[index].lengths(in: text[place...]) {
          guard let rest = parts(from: place + length, by: index + 1) else { continue }
          return [String(text[place..<place + length])] + rest
        }
      }
      failed.insert([place, index])
      return nil
    }
    return parts(from: 0, by: 0)
  }

  /// How many characters of a text a field may stand for, the fewest first.
  private func lengths(in text: ArraySlice<Character>) -> any Sequence<Int> {
    switch self {
    case .field(_, .any): return text.isEmpty ? 1..<1 : 1..<text.count + 1
    case .field(_, .digits):
      let digits = text.prefix { $0.isASCII && $0.isNumber }.count
      return 1..<digits + 1
    case .field(_, .characters(let width)): return width <= text.count ? [width] : []
    case .text, .unknown: return []
    }
  }
}
