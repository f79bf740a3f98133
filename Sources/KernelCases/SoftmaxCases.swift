import Kernels
import OpenCL
import Reference

/// `kernels/softmax.cl` beside `Reference/Softmax.swift` and `Reference/LogSoftmax.swift`.
public enum SoftmaxCases: OperationCases {
  public static var checks: [KernelCase] {
    [(1, 1), (5, 4), (3, 33), (257, 7), (2, 1031)].flatMap { (rows, columns) in
      [
        softmax(rows, columns), saturated(rows, columns),
        masked(rows, columns), logSoftmax(rows, columns),
      ]
    }
  }

  public static var timings: [KernelCase] { [softmax(65_536, 32), logSoftmax(65_536, 32)] }

  private static func inputs(_ count: Int, scale: Float = 1) -> [[Float]] {
    var random = CaseInputs(seed: 40)
    return [random.normal(count, scale: scale), random.normal(count)]
  }

  private static func softmax(_ rows: Int, _ columns: Int) -> KernelCase {
    let count = rows * columns
    return KernelCase(
      "softmax", "softmax \(rows)x\(columns)", traffic: Traffic(bytes: 20 * Double(count)),
      inputs: { inputs(count) }, outputs: [("y", count), ("dx", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.softmax(given[0], into: results[0], rows: rows, columns: columns)
        try kernels.softmaxGradient(
          given[1], y: results[0], into: results[1], rows: rows, columns: columns)
      },
      expected: {
        [
          SoftmaxReference.forward(x: $0[0], columns: columns),
          SoftmaxReference.gradient(gradY: $0[1], x: $0[0], columns: columns),
        ]
      })
  }

  /// Elements so far apart that their exponentials would overflow.
  private static func saturated(_ rows: Int, _ columns: Int) -> KernelCase {
    let count = rows * columns
    return KernelCase(
      "softmax", "softmax far apart \(rows)x\(columns)",
      inputs: { [inputs(count, scale: 100)[0]] }, outputs: [("y", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.softmax(given[0], into: results[0], rows: rows, columns: columns)
      },
      expected: { [SoftmaxReference.forward(x: $0[0], columns: columns)] })
  }

  /// Every third element is masked, and all of the last row.
  private static func masked(_ rows: Int, _ columns: Int) -> KernelCase {
    let count = rows * columns
    let mask: [Float] = (0..<count).map {
      $0 % 3 == 1 || (rows > 1 && $0 >= count - columns) ? 0 : 1
    }
    return KernelCase(
      "softmax", "softmax with mask \(rows)x\(columns)",
      inputs: { [inputs(count)[0], mask] }, outputs: [("y", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.softmax(
          given[0], mask: given[1], into: results[0], rows: rows, columns: columns)
      },
      expected: {
        [
          AttentionPoolReference.forward(
            h: $0[0], scores: $0[0], mask: $0[1], batch: rows, steps: columns, width: 1
          ).weights
        ]
      })
  }

  private static func logSoftmax(_ rows: Int, _ columns: Int) -> KernelCase {
    let count = rows * columns
    return KernelCase(
      "softmax", "log softmax \(rows)x\(columns)", traffic: Traffic(bytes: 20 * Double(count)),
      inputs: { inputs(count) }, outputs: [("y", count), ("dx", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.logSoftmax(given[0], into: results[0], rows: rows, columns: columns)
        try kernels.logSoftmaxGradient(
          given[1], y: results[0], into: results[1], rows: rows, columns: columns)
      },
      expected: {
        [
          LogSoftmaxReference.forward(x: $0[0], columns: columns),
          LogSoftmaxReference.gradient(gradY: $0[1], x: $0[0], columns: columns),
        ]
      })
  }
}
