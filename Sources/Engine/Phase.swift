/// What a forward pass is for, given to every layer as an argument.
public enum Phase {
  /// Weights are on the tape, dropout drops by this source, batch norm takes the batch's statistics.
  case training(any RandomSource)
  /// Weights are constants, nothing is recorded and nothing is random.
  case inference
}
