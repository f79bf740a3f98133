/// The seconds that launches should take.
public struct LaunchCost: Sendable {
  /// What takes longest.
  public enum Bound: String, Codable, CaseIterable, Sendable {
    case arithmetic, memory, launch
  }

  public let multiplying: Double
  /// Reading and writing memory, while it multiplies.
  public let moving: Double
  /// Asking the device for it.
  public let launching: Double

  public var seconds: Double { max(multiplying, moving) + launching }

  public var bound: Bound {
    if launching > max(multiplying, moving) { return .launch }
    return multiplying > moving ? .arithmetic : .memory
  }
}
