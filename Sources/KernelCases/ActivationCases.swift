import Kernels
import OpenCL
import Reference

/// `kernels/activation.cl` beside the references of the same names.
public enum ActivationCases: OperationCases {
  public static var checks: [KernelCase] {
    functions.flatMap { function in
      [1, 17, 257, 1031].flatMap { [forward(function, $0), gradient(function, $0)] }
    }
  }

  public static var timings: [KernelCase] {
    functions.flatMap { [forward($0, 1 << 25), gradient($0, 1 << 25)] }
  }

  private static let functions: [Activation] = [
    .relu, .leakyRelu(slope: 0.2), .tanh, .sigmoid, .softplus,
  ]

  private static func forward(_ f: Activation, _ count: Int) -> KernelCase {
    KernelCase(
      "activation", "\(f.name)_forward \(count)", traffic: [.copy: count],
      inputs: { [inputs(count)] }, outputs: [("y", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.activation(f, x: given[0], into: results[0], count: count)
      },
      expected: { [reference(f).forward($0[0])] })
  }

  private static func gradient(_ f: Activation, _ count: Int) -> KernelCase {
    KernelCase(
      "activation", "\(f.name)_gradient \(count)",
      traffic: [.read: count, .copy: 2 * count],
      inputs: {
        var random = CaseInputs(seed: 2)
        return [inputs(count), random.normal(count)]
      },
      outputs: [("y", count), ("dx", count)],
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.activation(f, x: given[0], into: results[0], count: count)
        try kernels.activationGradient(
          f, y: results[0], dy: given[1], into: results[1], count: count)
      },
      expected: { [reference(f).forward($0[0]), reference(f).gradient($0[1], $0[0])] })
  }

  /// Ordinary values with zeros and the far ends among them.
  private static func inputs(_ count: Int) -> [Float] {
    var random = CaseInputs(seed: 1)
    let special: [Float] = [0, -0.0, 100, -100, 20, -20]
    return random.normal(count).enumerated().map {
      $0.offset >= 3 && $0.offset < 3 + special.count ? special[$0.offset - 3] : $0.element
    }
  }

  static func reference(_ f: Activation) -> (
    forward: ([Double]) -> [Double], gradient: ([Double], [Double]) -> [Double]
  ) {
    switch f {
    case .identity: ({ $0 }, { upstream, _ in upstream })
    case .relu: (ReLUReference.forward, ReLUReference.gradient)
    case .leakyRelu(let slope):
      (
        { LeakyReLUReference.forward(x: $0, slope: Double(slope)) },
        { LeakyReLUReference.gradient(gradY: $0, x: $1, slope: Double(slope)) }
      )
    case .tanh: (TanhReference.forward, TanhReference.gradient)
    case .sigmoid: (SigmoidReference.forward, SigmoidReference.gradient)
    case .softplus: (SoftplusReference.forward, SoftplusReference.gradient)
    }
  }
}
