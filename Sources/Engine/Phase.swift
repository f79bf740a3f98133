import Ranks

/// What a forward pass is for, given to every layer as an argument.
///
/// Gradients flow through a pass of any kind to what it was given; the kinds differ in what becomes of
/// the layers' own weights and statistics, and in whether anything is random.
///
/// | | weights | dropout | batch normalisation |
/// | --- | --- | --- | --- |
/// | `training` | on the tape | drops | by the batch's statistics, which are gathered |
/// | `frozen` | constants | drops | by the batch's statistics |
/// | `inference` | constants | does nothing | by gathered statistics |
public enum Phase {
  /// The weights are to be moved by a loss.
  case training(any RandomSource)
  /// The network behaves as in training, but others learn from it.
  case frozen(any RandomSource)
  /// The network is at work.
  case inference

  /// Where dropout draws from; nil where nothing is random.
  var random: (any RandomSource)? {
    switch self {
    case .training(let random), .frozen(let random): random
    case .inference: nil
    }
  }

  /// The samples of the batch that the pass is over.
  var share: BatchShare { random?.share ?? .whole }
}
