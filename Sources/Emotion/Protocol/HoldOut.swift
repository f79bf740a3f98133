import Random

/// The part of the training utterances on which early stopping listens. It is drawn before anything is
/// augmented; by recordings, of each class its share, it shares speakers with the rest.
public struct HoldOut: Sendable, Equatable {
  /// The identifiers left to train on, in the given order.
  public let training: [Int]
  /// The identifiers held out, in the given order.
  public let heldOut: [Int]

  /// Draws a hold-out.
  ///
  /// - Parameters:
  ///   - rule: a tenth of each class in our protocol; a class with a single utterance is not held out of.
  ///   - stream: what sets this draw apart from others of the same seed, such as the fold's name.
  /// - Throws: `SplitError.noSpeakerToHoldOut` where whole speakers are asked for, and each is needed to learn
  ///   from; `.unknownSpeakersToHoldOut` where some are not known, unless the rule takes these for speakers of
  ///   their own.
  public init(
    of utterances: [LabelledUtterance], by rule: HoldOutRule = HoldOutRule(0.1), seed: UInt64,
    stream: String
  ) throws(SplitError) {
    if rule.unit == .speaker, rule.share > 0, rule.unknownSpeakers == .refuse {
      let unknown = utterances.count { $0.speaker.isEmpty }
      if unknown > 0 { throw .unknownSpeakersToHoldOut(count: unknown) }
    }
    var generator = SeededGenerator(seed: seed, stream: "hold-out \(stream)")
    let held =
      switch rule.unit {
      case .recording:
        Self.recordings(of: utterances, share: rule.share, using: &generator)
      case .speaker:
        Self.speakers(of: utterances, share: rule.share, using: &generator)
      }
    if rule.unit == .speaker, rule.share > 0, held.isEmpty {
      throw .noSpeakerToHoldOut(part: stream)
    }
    training = utterances.map(\.id).filter { !held.contains($0) }
    heldOut = utterances.map(\.id).filter { held.contains($0) }
  }

  private static func recordings(
    of utterances: [LabelledUtterance], share: Double, using generator: inout SeededGenerator
  ) -> Set<Int> {
    let sizes = Dictionary(utterances.map { ($0.label, 1) }, uniquingKeysWith: +)
    return StratifiedDraw.draw(utterances, using: &generator) { label in
      sizes[label, default: 0] > 1 ? share : 0
    }
  }

  /// Who is not known counts as a speaker of his own.
  private static func speakers(
    of utterances: [LabelledUtterance], share: Double, using generator: inout SeededGenerator
  ) -> Set<Int> {
    let speakers = Dictionary(grouping: utterances) { utterance in
      utterance.speaker.isEmpty ? "\u{0}\(utterance.id)" : utterance.speaker
    }
    var held: Set<Int> = []
    var left = Dictionary(utterances.map { ($0.label, 1) }, uniquingKeysWith: +)
    for speaker in generator.shuffled(speakers.keys.sorted()) {
      guard Double(held.count) < share * Double(utterances.count) else { break }
      let own = speakers[speaker, default: []]
      let rest = left.merging(own.map { ($0.label, -1) }, uniquingKeysWith: +)
      guard rest.values.allSatisfy({ $0 > 0 }) else { continue }
      left = rest
      held.formUnion(own.map(\.id))
    }
    return held
  }

  private init(training: [Int], heldOut: [Int]) {
    self.training = training
    self.heldOut = heldOut
  }

  /// The development part of a fold where it has one, else a draw from its training part.
  ///
  /// - Parameters:
  ///   - utterances: the corpus; an identifier is a position in it.
  ///   - stream: the fold's name where nil.
  init(
    of fold: Fold, in utterances: [LabelledUtterance], by rule: HoldOutRule, seed: UInt64,
    stream: String? = nil
  ) throws(SplitError) {
    if let development = fold.development {
      self.init(training: fold.training, heldOut: development)
    } else {
      try self.init(
        of: fold.training.map { utterances[$0] }, by: rule, seed: seed,
        stream: stream ?? fold.name)
    }
  }
}

extension Fold {
  /// What early stopping listens to: the development part, or the draw of a hold-out.
  ///
  /// - Throws: `SplitError.noSpeakerToHoldOut`.
  public func heldOut(
    of utterances: [LabelledUtterance], by rule: HoldOutRule, seed: UInt64
  ) throws(SplitError) -> [Int] {
    try HoldOut(of: self, in: utterances, by: rule, seed: seed).heldOut
  }

  /// What a model learns from, that too to which early stopping listens.
  public var learntFrom: [Int] { training + (development ?? []) }
}
