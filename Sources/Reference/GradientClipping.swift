/// Clipping by the global norm: all gradients are scaled so that together their Euclidean norm is
/// at most a maximum, as PyTorch's `clip_grad_norm_`.
public enum GradientClippingReference {
  /// - Returns: the gradients and the norm they had before.
  public static func clip(
    gradients: [[Double]], maximumNorm: Double
  ) -> (gradients: [[Double]], norm: Double) {
    let norm = gradients.joined().reduce(0) { $0 + $1 * $1 }.squareRoot()
    let factor = min(maximumNorm / (norm + 1e-6), 1)
    return (gradients.map { $0.map { $0 * factor } }, norm)
  }
}
