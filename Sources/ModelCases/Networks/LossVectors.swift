import Emotion
import TestVectors

extension VectorOperation {
  /// Losses that are put together of the engine's.
  static let paperLosses: [String: VectorOperation] = [
    "var_loss": .differentiable { try ["y": varianceLoss($0("r1"), $0("r2"))] },
    "gan_d_loss": .differentiable { inputs in
      try ["y": discriminatorLoss(original: inputs("real"), augmented: inputs("fake"))]
    },
    "gan_g_loss": .differentiable { try ["y": generatorLoss(augmented: $0("fake"))] },
    "gan_g_loss_saturating": .differentiable { inputs in
      try ["y": saturatingGeneratorLoss(inputs("fake"))]
    },
  ]
}
