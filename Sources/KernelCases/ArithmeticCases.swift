import Kernels
import OpenCL

/// `kernels/arithmetic.cl`; a sum of two numbers is its own reference.
public enum ArithmeticCases: OperationCases {
  public static var checks: [KernelCase] { [1, 17, 257, 1031].flatMap(all) }
  public static var timings: [KernelCase] { all(1 << 25) }

  private static func all(_ count: Int) -> [KernelCase] {
    Arithmetic.allCases.map { binary($0, count) } + [scale(count)]
  }

  private static func binary(_ operation: Arithmetic, _ count: Int) -> KernelCase {
    KernelCase(
      "arithmetic", "\(operation.rawValue) \(count)", traffic: [.read: count, .copy: count],
      inputs: {
        var random = CaseInputs(seed: 3)
        return [random.normal(count), random.normal(count)]
      },
      outputs: [("result", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.arithmetic(operation, given[0], given[1], into: results[0], count: count)
      },
      expected: { inputs in
        [
          zip(inputs[0], inputs[1]).map { (a, b) in
            switch operation {
            case .add: a + b
            case .subtract: a - b
            case .multiply: a * b
            }
          }
        ]
      })
  }

  private static func scale(_ count: Int) -> KernelCase {
    KernelCase(
      "arithmetic", "scale \(count)", traffic: [.copy: count],
      inputs: {
        var random = CaseInputs(seed: 4)
        return [random.normal(count)]
      },
      outputs: [("result", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.scale(given[0], by: -1.5, plus: 0.25, into: results[0], count: count)
      },
      expected: { [$0[0].map { -1.5 * $0 + 0.25 }] })
  }
}
