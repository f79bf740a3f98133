import Files
import Foundation

/// What features are: all that decides, beside the recording, what the numbers of a table mean. It is
/// stored with them, so that features of different kinds are never mixed unnoticed.
public struct FeatureKind: Sendable, Hashable, Codable {
  /// The feature set, such as `is10`.
  public var set: String
  /// The definition of the set that was followed, such as `emobase2010`.
  public var variant: String
  /// The sample rate of the signals that the features were computed on, in Hz; nil where it is not
  /// known, as in openSMILE's files.
  public var sampleRate: Int?
  /// The names of the departures from the definition, sorted.
  public var switches: [String]

  public init(set: String, variant: String, sampleRate: Int? = nil, switches: [String] = []) {
    self.set = set
    self.variant = variant
    self.sampleRate = sampleRate
    self.switches = switches.sorted()
  }

  /// The 1582 features.
  public static func is10(
    _ variant: Emobase2010.Variant, sampleRate: Int? = nil, switches: [String] = []
  ) -> FeatureKind {
    FeatureKind(
      set: is10Set, variant: variant.rawValue, sampleRate: sampleRate, switches: switches)
  }

  static let is10Set = "is10"

  /// A user's own features: any columns of numbers, which are known by their names alone.
  static func own(_ names: [String]) -> FeatureKind {
    let hash = ContentHash(of: names.joined(separator: "\n")).hex.prefix(8)
    let (first, last) = (names.first ?? "", names.last ?? "")
    let columns =
      names.count == 1
      ? "1 column named \(first)" : "\(names.count) columns named \(first) to \(last)"
    return FeatureKind(set: ownSet, variant: "\(columns) (names \(hash))")
  }

  static let ownSet = "own"

  /// What is wrong with it, as a clause; nil where nothing is.
  public var problem: String? {
    let rates = SoundFile.sampleRates
    guard let sampleRate, !rates.contains(sampleRate) else { return nil }
    return
      "its features are said to be of signals at \(sampleRate) Hz, where \(rates.lowerBound) to "
      + "\(rates.upperBound) can be"
  }

  /// Whether they are the 1582 features, however computed.
  public var isIS10: Bool { self.set == Self.is10Set }
}

extension FeatureKind: CustomStringConvertible {
  /// Such as "emobase2010 at 16000 Hz with jitter-fix": the variants of our set are known by their own
  /// names; "own: 88 columns named a to b (names 5f3a9c12)" of others.
  public var description: String {
    if self.set == Self.ownSet { return "\(set): \(variant)" }
    let name = "\(set) \(variant)".replacing("\(Self.is10Set) ", with: "")
    let rate = sampleRate.map { "at \($0) Hz" } ?? "at an unknown sample rate"
    let departures = switches.isEmpty ? "" : " with \(switches.joined(separator: ", "))"
    return "\(name) \(rate)\(departures)"
  }
}

extension FeatureKind {
  /// Reads what a file says of its features.
  ///
  /// - Throws: `FileError.malformed` where it is not as `JSONFile` writes it.
  init(json: String, path: String) throws(FileError) {
    do {
      self = try JSONDecoder().decode(FeatureKind.self, from: Data(json.utf8))
    } catch {
      throw .malformed(
        path: path,
        what: "what it says of its features, \(json), is not JSON with set, variant and switches; "
          + "write it again")
    }
  }
}
