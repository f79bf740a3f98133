import Foundation

/// x less the logarithm of the sum of exp(x) along the last axis.
public enum LogSoftmaxReference {
  /// - Parameter x: (rows, columns).
  public static func forward(x: [Double], columns: Int) -> [Double] {
    var y = x
    for row in stride(from: 0, to: x.count, by: columns) {
      let values = x[row..<row + columns]
      let top = values.reduce(-Double.infinity, max)
      let sum = values.reduce(0) { $0 + exp($1 - top) }
      for i in row..<row + columns { y[i] = x[i] - top - log(sum) }
    }
    return y
  }

  public static func gradient(gradY: [Double], x: [Double], columns: Int) -> [Double] {
    let y = forward(x: x, columns: columns)
    var gradX = gradY
    for row in stride(from: 0, to: x.count, by: columns) {
      let sum = gradY[row..<row + columns].reduce(0, +)
      for i in row..<row + columns { gradX[i] -= exp(y[i]) * sum }
    }
    return gradX
  }
}
