import Kernels
import OpenCL

/// `kernels/arithmetic.cl`; a sum of two numbers is its own reference.
public enum ArithmeticCases: OperationCases {
  public static var checks: [KernelCase] { [1, 17, 257, 1031].flatMap(all) }
  public static var timings: [KernelCase] { all(1 << 22) }

  private static func all(_ count: Int) -> [KernelCase] {
    Arithmetic.allCases.map { binary($0, count) } + [scale(count)]
  }

  private static func binary(_ operation: Arithmetic, _ count: Int) -> KernelCase {
    KernelCase(
      "arithmetic", "\(operation.rawValue) \(count)", bytes: 12 * Double(count)
    ) { (kernels) throws(OpenCLError) in
      var random = CaseInputs(seed: 3)
      let (a, b) = (random.normal(count), random.normal(count))
      let (deviceA, deviceB) = (try kernels.queue.makeBuffer(a), try kernels.queue.makeBuffer(b))
      let result = try kernels.floats(count)
      return Trial(outputs: [
        .init("result", result, count) {
          zip(a, b).map { (a, b) in
            switch operation {
            case .add: Double(a) + Double(b)
            case .subtract: Double(a) - Double(b)
            case .multiply: Double(a) * Double(b)
            }
          }
        }
      ]) { () throws(OpenCLError) in
        try kernels.arithmetic(operation, deviceA, deviceB, into: result, count: count)
      }
    }
  }

  private static func scale(_ count: Int) -> KernelCase {
    KernelCase("arithmetic", "scale \(count)", bytes: 8 * Double(count)) {
      (kernels) throws(OpenCLError) in
      var random = CaseInputs(seed: 4)
      let x = random.normal(count)
      let (device, result) = (try kernels.queue.makeBuffer(x), try kernels.floats(count))
      return Trial(outputs: [
        .init("result", result, count) { x.map { -1.5 * Double($0) + 0.25 } }
      ]) { () throws(OpenCLError) in
        try kernels.scale(device, by: -1.5, plus: 0.25, into: result, count: count)
      }
    }
  }
}
