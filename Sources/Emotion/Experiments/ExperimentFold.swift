/// What one fold holds under one seed, on the models' scale.
public struct ExperimentFold<Part: Sendable, Scale: Sendable>: Sendable {
  /// What is tested: a session, speakers, a corpus or a part of one.
  public let name: String
  public let seed: UInt64
  /// What models learn from.
  public let training: Part
  /// Drawn from the training part for early stopping and for choosing parameters.
  public let heldOut: Part
  public let test: Part
  /// The positions in the corpus of what is tested.
  public let testRows: [Int]
  /// The models' scale, whose statistics are those of the training part where they are of a part.
  public let scale: Scale
}
