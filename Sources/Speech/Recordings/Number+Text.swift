import Foundation

extension Double {
  /// The number with a fixed count of decimals and a point, whatever the locale.
  func formatted(decimals: Int) -> String {
    String(format: "%.\(decimals)f", self)
  }

  /// A time in seconds with as many decimals as it has, nine at most: 1.5 s are `1.5`.
  var seconds: String {
    let digits = formatted(decimals: 9).reversed().drop { $0 == "0" }
    return String((digits.first == "." ? digits.dropFirst() : digits).reversed())
  }
}
