/// How the weight gradient of a convolution is done on a device.
public enum Conv2DWeightGradientPlan: Equatable, Codable, Sendable {
  /// The sum as it is defined.
  case direct(DirectConv2DWeightGradientPlan)
  /// Winograd's algorithm, where a phase of the stride has 2 × 2 or 3 × 3 places of the kernel; the sum
  /// elsewhere.
  case winograd(WinogradPlan)

  /// Winograd's algorithm where the shape and the device's plan allow it, and it is quicker or asked
  /// for.
  public init(_ device: DevicePlan, _ shape: Conv2DShape) {
    if let plan = WinogradPlan(weightGradientOf: shape, device) {
      self = .winograd(plan)
    } else {
      self = .direct(DirectConv2DWeightGradientPlan(device, shape))
    }
  }
}
