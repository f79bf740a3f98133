public import OpenCL

/// What a gradient passes on its way back through a rectifier (ReLU, leaky ReLU): it stays where what
/// the rectifier put out is above zero, and is multiplied with the slope elsewhere.
public struct Gate {
  /// What the rectifier put out.
  public let values: Buffer
  public let slope: Float

  public init(_ values: Buffer, slope: Float) {
    self.values = values
    self.slope = slope
  }
}
