import Foundation

/// exp(x) over its sum along the last axis.
public enum SoftmaxReference {
  /// - Parameter x: (rows, columns).
  public static func forward(x: [Double], columns: Int) -> [Double] {
    LogSoftmaxReference.forward(x: x, columns: columns).map { exp($0) }
  }

  public static func gradient(gradY: [Double], x: [Double], columns: Int) -> [Double] {
    let y = forward(x: x, columns: columns)
    var gradX = x
    for row in stride(from: 0, to: x.count, by: columns) {
      let range = row..<row + columns
      let mean = range.reduce(0) { $0 + gradY[$1] * y[$1] }
      for i in range { gradX[i] = y[i] * (gradY[i] - mean) }
    }
    return gradX
  }
}
