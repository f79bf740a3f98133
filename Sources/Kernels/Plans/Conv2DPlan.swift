/// How a convolution (forward or data gradient) is done on a device.
public enum Conv2DPlan: Equatable, Codable, Sendable {
  /// The sum as it is defined.
  case direct(DirectConv2DPlan)
  /// Winograd's algorithm, where a phase of the stride has 2 × 2 or 3 × 3 places of the kernel; the sum
  /// elsewhere.
  case winograd(WinogradPlan)

  /// By rule: Winograd's algorithm where the pass and the device's plan allow it, and it is quicker or
  /// asked for.
  public init(_ device: DevicePlan, _ pass: Conv2DPass) {
    if let plan = WinogradPlan(pass, device) {
      self = .winograd(plan)
    } else {
      self = .direct(DirectConv2DPlan(device, pass))
    }
  }

  /// All plans worth having on a device; every one takes every shape.
  public static func choices(_ device: DevicePlan) -> [Conv2DPlan] {
    DirectConv2DPlan.choices(device).map { .direct($0) }
      + WinogradPlan.choices(device).map { .winograd($0) }
  }
}
