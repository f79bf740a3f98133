public import Training

/// Whether a training's triplets guided its augmentor, as its log tells: L_EMO and L_BAL (Wang et al. 2022,
/// eq. 3 and 6) of a triplet are 0, and so are their gradients, as soon as the representation learner has
/// pulled its recordings further apart than the margin.
public struct TripletGuidance: Sendable, Equatable {
  /// The name of the training.
  public let part: String
  public let iterations: Int
  /// The share of triplets of the last quarter that were active in L_EMO or L_BAL, the mean of both.
  public let active: Double
  /// The last iteration up to which more than `least` were, over `window` iterations; 0 where they never
  /// were.
  public let guided: Int
  /// The unweighted average recall by the nearest recording that is learnt from, at the last look; nil
  /// where nothing was held out.
  public let neighbourRecall: Double?

  /// Below this share the discriminator and the variance loss steer alone.
  static let least = 0.05
  /// Iterations that a share is over: one has as few triplets as a batch.
  static let window = 50

  /// - Returns: nil where the log has no shares of this part, such as one of earlier versions.
  public init?(of part: String, in history: MetricsHistory) {
    let records = history.records.filter { $0.part == part }
    let shares = records.compactMap { record in
      record.values["emoActive"].flatMap { emo in
        record.values["balActive"].map { (record.step, (emo + $0) / 2) }
      }
    }
    guard !shares.isEmpty else { return nil }
    self.part = part
    iterations = shares.last?.0 ?? 0
    let last = shares.suffix(max(1, shares.count / 4)).map(\.1)
    active = last.reduce(0, +) / Double(last.count)
    let width = min(Self.window, shares.count)
    var sum = shares.prefix(width).reduce(0) { $0 + $1.1 }
    var guided = 0
    for end in width...shares.count {
      if end > width { sum += shares[end - 1].1 - shares[end - 1 - width].1 }
      if sum / Double(width) >= Self.least { guided = shares[end - 1].0 }
    }
    self.guided = guided
    neighbourRecall =
      records.last { $0.values["neighbourRecall"] != nil }?.values["neighbourRecall"]
  }

  /// Every training of an augmentor in a log.
  public static func all(in history: MetricsHistory) -> [TripletGuidance] {
    let parts = history.records.reduce(into: [String]()) { parts, record in
      if record.values["emoActive"] != nil, parts.last != record.part { parts.append(record.part) }
    }
    return Set(parts).sorted().compactMap { TripletGuidance(of: $0, in: history) }
  }

  /// Whether the end of the training was steered without emotion.
  public var isGone: Bool { active < Self.least }
}

extension TripletGuidance {
  /// What happened, where guidance is gone.
  public var sentence: String {
    let when =
      guided == 0
      ? "at no time were" : "from iteration \(guided + 1) of \(iterations) on no longer were"
    return
      "\(part): \(when) as many as \(Self.percent(Self.least)) of the triplets active, so that "
      + "emotion did not guide the augmentor any more: the representation learner has its recordings by "
      + "heart\(recall). A smaller augmentorTraining.learnerLearningRate and learner.dropout=0.5 put that off, as the "
      + "preset medium does."
  }

  private var recall: String {
    neighbourRecall.map {
      " (by their nearest neighbours \(Self.percent($0)) of those held out are recognised)"
    } ?? ""
  }

  static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }

  /// What can be done about it.
  public static let remedy =
    "Fewer iterations (augmentorTraining.iterations), a slower learner "
    + "(augmentorTraining.learnerLearningRate) or more recordings leave it guided longer."
}
