package import Engine

/// Eq. 1 of Wang et al. 2022 for the discriminator: originals are to be taken for such, augmented
/// ones not.
///
/// - Parameter original: logits, one a picture, as is `augmented`.
/// - Returns: a scalar, the sum of both means.
/// - Throws: `EngineError.device` where memory is short or the device fails.
package func discriminatorLoss(original: Tensor, augmented: Tensor) throws(EngineError) -> Tensor {
  try bceWithLogits(original, target: 1) + bceWithLogits(augmented, target: 0)
}

/// Eq. 1 of Wang et al. 2022 for the augmentor, in its non-saturating form: what it makes is to be
/// taken for original.
///
/// - Parameter augmented: logits, one a picture.
/// - Returns: a scalar, the mean.
/// - Throws: `EngineError.device` where memory is short or the device fails.
package func generatorLoss(augmented: Tensor) throws(EngineError) -> Tensor {
  try bceWithLogits(augmented, target: 1)
}

/// Eq. 2, 3 and 6 of Wang et al. 2022: max(dist(rA, rP) - dist(rA, rN) + margin, 0) with the l1
/// distance, mean over the batch.
///
/// - Parameter anchor: representations, batch × hidden, as are `positive` and `negative`.
/// - Throws: `EngineError.shape` where the three are not matrices of one shape, `.device` where
///   memory is short or the device fails.
package func emotionTripletLoss(
  anchor: Tensor, positive: Tensor, negative: Tensor, margin: Float
) throws(EngineError) -> TripletLoss {
  try tripletLoss(anchor: anchor, positive: positive, negative: negative, margin: margin)
}

/// Eq. 5 of Wang et al. 2022: the dot product of the representations of two augmentations, mean
/// over the batch.
///
/// - Parameter first: representations, batch × hidden, as is `second`.
/// - Returns: a scalar.
/// - Throws: `EngineError.shape` where the two are not matrices of one shape, `.device` where
///   memory is short or the device fails.
package func varianceLoss(_ first: Tensor, _ second: Tensor) throws(EngineError) -> Tensor {
  try meanRowDot(first, second)
}
