/// One division of a corpus into training and test, by utterance identifiers in the corpus's order.
public struct Fold: Sendable, Equatable {
  /// What is tested: the session or the speakers.
  public let name: String
  public let training: [Int]
  public let test: [Int]
  /// What early stopping listens to; nil where it is to be drawn from the training part.
  public let development: [Int]?

  public init(name: String, training: [Int], test: [Int], development: [Int]? = nil) {
    self.name = name
    self.training = training
    self.test = test
    self.development = development
  }

  /// The fold with those of its utterances for which a condition holds; all are tested.
  func training(onlyOn isKept: (Int) -> Bool) -> Fold {
    Fold(
      name: name, training: training.filter(isKept), test: test,
      development: development?.filter(isKept))
  }
}

extension Fold {
  /// Leaves one session out where every utterance has one and there are at least two, else one
  /// speaker: the protocol of both papers.
  ///
  /// - Throws: `SplitError` where speakers are unknown or fewer than two.
  public static func standard(
    _ utterances: [LabelledUtterance]
  ) throws(SplitError) -> [Fold] {
    let sessions = Set(utterances.map(\.session))
    return sessions.count > 1 && !sessions.contains("")
      ? leaveOneSessionOut(utterances) : try leaveOneSpeakerOut(utterances)
  }

  /// A fold a session, in the order of their names.
  public static func leaveOneSessionOut(_ utterances: [LabelledUtterance]) -> [Fold] {
    Set(utterances.map(\.session)).sorted().map { session in
      fold(utterances, name: session) { $0.session == session }
    }
  }

  /// A fold a speaker, in the order of their names.
  ///
  /// - Throws: `SplitError` where speakers are unknown or fewer than two.
  public static func leaveOneSpeakerOut(
    _ utterances: [LabelledUtterance]
  ) throws(SplitError) -> [Fold] {
    try speakers(of: utterances).map { speaker in
      fold(utterances, name: speaker) { $0.speaker == speaker }
    }
  }

  /// As many folds as asked, each of whole speakers: from the most talkative on, each speaker joins
  /// the fold that is smallest so far. The same corpus always gives the same folds.
  ///
  /// - Throws: `SplitError` where speakers are unknown or fewer than the folds.
  public static func grouped(
    _ utterances: [LabelledUtterance], folds count: Int
  ) throws(SplitError) -> [Fold] {
    let speakers = try speakers(of: utterances)
    guard 2...speakers.count ~= count else {
      throw .folds(asked: count, speakers: speakers.count)
    }
    let sizes = Dictionary(utterances.map { ($0.speaker, 1) }, uniquingKeysWith: +)
    let talkative = speakers.sorted { (-sizes[$0, default: 0], $0) < (-sizes[$1, default: 0], $1) }
    var groups = Array(repeating: (speakers: [String](), size: 0), count: count)
    for speaker in talkative {
      let smallest = groups.indices.reduce(0) { groups[$1].size < groups[$0].size ? $1 : $0 }
      groups[smallest].speakers.append(speaker)
      groups[smallest].size += sizes[speaker, default: 0]
    }
    return groups.map { group in
      fold(utterances, name: group.speakers.sorted().joined(separator: "+")) {
        group.speakers.contains($0.speaker)
      }
    }
  }

  /// One fold that tests on the named speakers.
  ///
  /// - Throws: `SplitError` where speakers are unknown, or the named are not in the corpus, nobody or all.
  public static func holdingOut(
    _ held: SpeakerList, of utterances: [LabelledUtterance]
  ) throws(SplitError) -> Fold {
    let speakers = try speakers(of: utterances)
    let meant = try held.names(among: utterances)
    guard !meant.found.isEmpty, meant.unknown.isEmpty,
      Set(meant.found).isStrictSubset(of: speakers)
    else { throw .heldOut(asked: meant.found + meant.unknown, known: speakers) }
    return fold(utterances, name: meant.found.joined(separator: "+")) {
      meant.found.contains($0.speaker)
    }
  }

  private static func fold(
    _ utterances: [LabelledUtterance], name: String, isTest: (LabelledUtterance) -> Bool
  ) -> Fold {
    Fold(
      name: name, training: utterances.filter { !isTest($0) }.map(\.id),
      test: utterances.filter(isTest).map(\.id))
  }

  private static func speakers(
    of utterances: [LabelledUtterance]
  ) throws(SplitError) -> [String] {
    let unknown = utterances.count { $0.speaker.isEmpty }
    guard unknown == 0 else { throw .unknownSpeakers(count: unknown) }
    let speakers = Set(utterances.map(\.speaker)).sorted()
    guard speakers.count > 1 else { throw .tooFewSpeakers(count: speakers.count) }
    return speakers
  }
}
