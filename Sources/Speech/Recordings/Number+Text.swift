import Foundation

extension Double {
  /// The number with a fixed count of decimals and a point, whatever the locale.
  func formatted(decimals: Int) -> String {
    String(format: "%.\(decimals)f", self)
  }
}
