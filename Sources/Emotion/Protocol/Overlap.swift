import Files
import Speech

/// What training and test have in common, counted over all folds.
public struct Overlap: Sendable, Equatable, Codable {
  /// Who speaks on both sides of a fold, sorted; of those who are known.
  public let speakers: [String]
  /// Tested people who may be some who are trained on, under another spelling: a pair each, sorted.
  public let doubtfulSpeakers: [String]
  /// Tested recordings of which nobody can say whether their speaker is trained on too, since who speaks
  /// there is not known, or in some of what is trained on.
  public let unknownSpeakers: Int
  /// Tested recordings whose sound is trained on too, under whatever name.
  public let recordings: Int
  /// Tested recordings that are parts of files of which other parts, or the whole, are trained on.
  public let parts: Int
  /// Tested recordings whose features were made by a model that learnt from them or from who speaks.
  public let seenByFeatures: Int

  enum CodingKeys: String, CodingKey {
    case speakers, recordings, parts
    case doubtfulSpeakers = "doubtful_speakers"
    case unknownSpeakers = "unknown_speakers"
    case seenByFeatures = "seen_by_features"
  }

  /// Counts over several divisions, each of which tests on some utterances; those of all are of one
  /// corpus.
  ///
  /// - Parameter divisions: what is trained on, and what is tested.
  public init(
    of divisions: some Sequence<(training: [LabelledUtterance], test: [LabelledUtterance])>
  ) {
    var people: Set<Person> = []
    var doubtful: Set<String> = []
    var unknown: Set<Int> = []
    var repeated: Set<Int> = []
    var cut: Set<Int> = []
    var seen: Set<Int> = []
    for (training, test) in divisions {
      let trained = Set(training.compactMap(\.person))
      let heard = Set(training.compactMap(\.content))
      let files = training.compactMap(\.sourceFile)
      let sources = Set(files.filter { !$0.isWhole }.map(\.path))
      let wholes = Set(files.filter(\.isWhole).map(\.path))
      let tested = Set(test.compactMap(\.person))
      people.formUnion(trained.intersection(tested))
      doubtful.formUnion(Person.doubtful(tested, among: trained))
      let isKnown = training.allSatisfy { $0.person != nil }
      unknown.formUnion(test.filter { !isKnown || $0.person == nil }.map(\.id))
      repeated.formUnion(
        test.filter { $0.content.map(heard.contains) ?? false }.map(\.id))
      cut.formUnion(
        test.filter { utterance in
          guard let file = utterance.sourceFile else { return false }
          return sources.contains(file.path) || !file.isWhole && wholes.contains(file.path)
        }.map(\.id))
      seen.formUnion(test.filter(\.isSeenByFeatures).map(\.id))
    }
    self.init(
      people: people, doubtful: doubtful.sorted(), unknownSpeakers: unknown.count,
      recordings: repeated.count, parts: cut.count, seenByFeatures: seen.count)
  }

  /// Counts over the folds of a corpus.
  ///
  /// - Parameter utterances: the corpus; an identifier is a position in it.
  public init(of folds: [Fold], in utterances: [LabelledUtterance]) {
    self.init(
      of: folds.lazy.map { fold in
        (
          fold.learntFrom.map { utterances[$0] }, fold.test.map { utterances[$0] }
        )
      })
  }

  /// - Parameters:
  ///   - people: those on both sides.
  ///   - doubtful: those who may be, a pair of spellings each.
  init(
    people: Set<Person>, doubtful: [String], unknownSpeakers: Int, recordings: Int, parts: Int,
    seenByFeatures: Int
  ) {
    self.init(
      speakers: people.sorted().map(\.description), doubtfulSpeakers: doubtful,
      unknownSpeakers: unknownSpeakers, recordings: recordings, parts: parts,
      seenByFeatures: seenByFeatures)
  }

  private init(
    speakers: [String], doubtfulSpeakers: [String], unknownSpeakers: Int, recordings: Int,
    parts: Int, seenByFeatures: Int
  ) {
    self.speakers = speakers
    self.doubtfulSpeakers = doubtfulSpeakers
    self.unknownSpeakers = unknownSpeakers
    self.recordings = recordings
    self.parts = parts
    self.seenByFeatures = seenByFeatures
  }

  /// The same of two tests that have no recording in common.
  static func + (a: Overlap, b: Overlap) -> Overlap {
    Overlap(
      speakers: Set(a.speakers).union(b.speakers).sorted(),
      doubtfulSpeakers: Set(a.doubtfulSpeakers).union(b.doubtfulSpeakers).sorted(),
      unknownSpeakers: a.unknownSpeakers + b.unknownSpeakers,
      recordings: a.recordings + b.recordings, parts: a.parts + b.parts,
      seenByFeatures: a.seenByFeatures + b.seenByFeatures)
  }

  /// What was counted and what it means, a sentence each; the first is of speakers.
  public var sentences: [String] {
    [speakerSentence]
      + (doubtfulSpeakers.isEmpty
        ? []
        : [
          "\(doubtfulSpeakers.inShort) may be one person, in training and test: write a name, and a corpus, "
            + "in one way if they are one."
        ])
      + (recordings == 0
        ? []
        : [
          "The sound of \(recordings) of the tested recordings is trained on too: what is said of "
            + "\(recordings == 1 ? "it" : "them") may be remembered rather than recognised."
        ])
      + (parts == 0
        ? []
        : [
          "\(parts) of the tested recordings \(parts == 1 ? "is a part of a file, or such a file," : "are parts of files, or such files,") "
            + "of which something is trained on (the manifest's column source): voice, "
            + "room and microphone are known there, and recall is higher than of new ones."
        ])
      + (seenByFeatures == 0
        ? []
        : [
          "The features of \(seenByFeatures) of the tested recordings are codes of a model that learnt "
            + "from \(seenByFeatures == 1 ? "it or its speaker" : "them or their speakers"): recall is "
            + "higher than of new ones; hold what is tested out of that model's training too, as "
            + "`ser experiment encoded-features` does."
        ])
  }

  /// The sentences that say that something is shared, or may be.
  public var warnings: [String] {
    speakers.isEmpty && unknownSpeakers == 0 ? Array(sentences.dropFirst()) : sentences
  }

  private var speakerSentence: String {
    let unknown =
      unknownSpeakers == 0
      ? ""
      : " Of \(unknownSpeakers) of the tested recordings it is not known whether "
        + "\(unknownSpeakers == 1 ? "its speaker is" : "their speakers are") trained on too."
    guard !speakers.isEmpty else {
      if unknownSpeakers == 0, recordings + parts > 0 {
        return "No speaker's name is in training and test both, yet sounds are."
      }
      if unknownSpeakers == 0, !doubtfulSpeakers.isEmpty {
        return "No speaker's name is in training and test both as it is written."
      }
      return unknownSpeakers == 0
        ? "Training and test share no speaker."
        : "Training and test share none of the known speakers." + unknown
    }
    let shown = speakers.prefix(8).joined(separator: ", ") + (speakers.count > 8 ? ", …" : "")
    return "Training and test share \(speakers.count) speaker\(speakers.count == 1 ? "" : "s") "
      + "(\(shown)): recall is of voices that are partly known, and higher than of new ones."
      + unknown
  }
}

extension Overlap {
  // Results of earlier versions do not say who is doubtful, what is cut from one file, nor what features have seen.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      speakers: try container.decode([String].self, forKey: .speakers),
      doubtfulSpeakers: try container.decodeIfPresent([String].self, forKey: .doubtfulSpeakers)
        ?? [],
      unknownSpeakers: try container.decode(Int.self, forKey: .unknownSpeakers),
      recordings: try container.decode(Int.self, forKey: .recordings),
      parts: try container.decodeIfPresent(Int.self, forKey: .parts) ?? 0,
      seenByFeatures: try container.decodeIfPresent(Int.self, forKey: .seenByFeatures) ?? 0)
  }
}
