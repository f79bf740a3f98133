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
}
