import Random

/// The part of the training utterances on which early stopping listens. It shares speakers with the
/// rest, is drawn before anything is augmented, and is stratified by class.
public struct HoldOut: Sendable, Equatable {
  /// The identifiers left to train on, in the given order.
  public let training: [Int]
  /// The identifiers held out, in the given order.
  public let heldOut: [Int]

  /// Draws a hold-out.
  ///
  /// - Parameters:
  ///   - fraction: the share of each class, 0.1 in our protocol; a class with a single utterance is
  ///     not held out of.
  ///   - stream: what sets this draw apart from others of the same seed, such as the fold's name.
  public init(
    of utterances: [LabelledUtterance], fraction: Double = 0.1, seed: UInt64, stream: String
  ) {
    let sizes = Dictionary(utterances.map { ($0.label, 1) }, uniquingKeysWith: +)
    var generator = SeededGenerator(seed: seed, stream: "hold-out \(stream)")
    let held = StratifiedDraw.draw(utterances, using: &generator) { label in
      sizes[label, default: 0] > 1 ? fraction : 0
    }
    training = utterances.map(\.id).filter { !held.contains($0) }
    heldOut = utterances.map(\.id).filter { held.contains($0) }
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
    of fold: Fold, in utterances: [LabelledUtterance], fraction: Double, seed: UInt64,
    stream: String? = nil
  ) {
    if let development = fold.development {
      self.init(training: fold.training, heldOut: development)
    } else {
      self.init(
        of: fold.training.map { utterances[$0] }, fraction: fraction, seed: seed,
        stream: stream ?? fold.name)
    }
  }
}

extension Fold {
  /// What early stopping listens to: the development part, or the draw of a hold-out.
  public func heldOut(
    of utterances: [LabelledUtterance], fraction: Double, seed: UInt64
  ) -> [Int] {
    HoldOut(of: self, in: utterances, fraction: fraction, seed: seed).heldOut
  }

  /// What a model learns from, that too to which early stopping listens.
  public var learntFrom: [Int] { training + (development ?? []) }
}
