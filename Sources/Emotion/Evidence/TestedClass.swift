/// What was tested of a class, of which its recall is.
public struct TestedClass: Codable, Sendable, Equatable {
  public let name: String
  /// How many recordings, each once however many seeds tested it.
  public let recordings: Int
  /// Who speaks in them; nil where that is not known.
  public let speakers: Int?

  /// Of every class.
  static func all(classes: [String], _ predictions: some Sequence<Prediction>) -> [TestedClass] {
    let recordings = Dictionary(
      predictions.map { ($0.utterance, $0) }, uniquingKeysWith: { first, _ in first })
    let members = Dictionary(grouping: recordings.values, by: \.truth)
    return classes.enumerated().map { label, name in
      let speakers = Set((members[label] ?? []).map(\.speaker))
      return TestedClass(
        name: name, recordings: members[label]?.count ?? 0,
        speakers: speakers.contains("") ? nil : speakers.count)
    }
  }
}
