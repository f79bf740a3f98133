/// How a convolution (forward or data gradient) is done on a device.
public struct Conv2DPlan: Equatable, Codable, Sendable {
  public var family: DevicePlan.Family
  /// Floats in a vector.
  public var vectorWidth: Int
  /// Output pixels in a work-item's register tile.
  public var pixels: Int
  /// Vectors of output channels in a register tile; 0 where vectors run along the input channels,
  /// for outputs of one or two channels.
  public var vectors: Int

  public init(family: DevicePlan.Family, vectorWidth: Int, pixels: Int, vectors: Int) {
    self.family = family
    self.vectorWidth = vectorWidth
    self.pixels = pixels
    self.vectors = vectors
  }

  /// Output channels that share a panel of packed weights.
  var panelWidth: Int { max(1, vectors * vectorWidth) }
  func panels(_ outChannels: Int) -> Int { (outChannels + panelWidth - 1) / panelWidth }

  var isNarrow: Bool { vectors == 0 }

  public init(_ device: DevicePlan, channels: Int, outChannels: Int) {
    let choices = Conv2DPlan.choices(device)
    if 8 * outChannels <= device.vectorWidth, channels >= device.vectorWidth,
      let narrow = choices.first(where: \.isNarrow)
    {
      self = narrow
      return
    }
    // The tile that wastes the fewest lanes; the wider one, which comes first, where equal.
    var best = choices[0]
    for choice in choices where !choice.isNarrow {
      if choice.panels(outChannels) * choice.panelWidth < best.panels(outChannels) * best.panelWidth
      {
        best = choice
      }
    }
    self = best
  }

  /// All plans worth having on a device; every one takes every shape.
  public static func choices(_ device: DevicePlan) -> [Conv2DPlan] {
    let v = max(4, device.vectorWidth)
    // AVX-512 has 32 vector registers, narrower units mostly 16: the tile must fit in them.
    let tiles = v >= 16 ? [(6, 4), (8, 2), (12, 1), (8, 0)] : [(5, 2), (8, 1), (8, 0)]
    return tiles.map {
      Conv2DPlan(family: .cpu, vectorWidth: v, pixels: $0.0, vectors: $0.1)
    }
  }
}
