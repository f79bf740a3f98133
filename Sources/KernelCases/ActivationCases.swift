import Kernels
import OpenCL
import Reference

/// `kernels/activation.cl` beside `Reference/Activation.swift`.
public enum ActivationCases: OperationCases {
  public static var checks: [KernelCase] {
    functions.flatMap { function in
      [1, 17, 257, 1031].flatMap { [forward(function, $0), gradient(function, $0)] }
    }
  }

  public static var timings: [KernelCase] {
    functions.flatMap { [forward($0, 1 << 22), gradient($0, 1 << 22)] }
  }

  private static let functions: [Activation] = [
    .relu, .leakyRelu(slope: 0.2), .tanh, .sigmoid, .softplus,
  ]

  private static func forward(_ f: Activation, _ count: Int) -> KernelCase {
    KernelCase(
      "activation", "\(f.name)_forward \(count)", bytes: 8 * Double(count)
    ) { (kernels) throws(OpenCLError) in
      let x = inputs(count)
      let (device, y) = (try kernels.queue.makeBuffer(x), try kernels.floats(count))
      return Trial(outputs: [
        .init("y", y, count) { reference(f).forward(x.map(Double.init)) }
      ]) { () throws(OpenCLError) in
        try kernels.activation(f, x: device, into: y, count: count)
      }
    }
  }

  private static func gradient(_ f: Activation, _ count: Int) -> KernelCase {
    KernelCase(
      "activation", "\(f.name)_gradient \(count)", bytes: 12 * Double(count)
    ) { (kernels) throws(OpenCLError) in
      let x = inputs(count)
      var random = CaseInputs(seed: 2)
      let upstream = random.normal(count)
      let device = try kernels.queue.makeBuffer(x)
      let dy = try kernels.queue.makeBuffer(upstream)
      let (y, dx) = (try kernels.floats(count), try kernels.floats(count))
      return Trial(outputs: [
        .init("dx", dx, count) {
          reference(f).gradient(upstream.map(Double.init), x.map(Double.init))
        }
      ]) { () throws(OpenCLError) in
        try kernels.activation(f, x: device, into: y, count: count)
        try kernels.activationGradient(f, y: y, dy: dy, into: dx, count: count)
      }
    }
  }

  /// Ordinary values with zeros and the far ends among them.
  private static func inputs(_ count: Int) -> [Float] {
    var random = CaseInputs(seed: 1)
    let special: [Float] = [0, -0.0, 100, -100, 20, -20]
    return random.normal(count).enumerated().map {
      $0.offset >= 3 && $0.offset < 3 + special.count ? special[$0.offset - 3] : $0.element
    }
  }

  private static func reference(_ f: Activation) -> (
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
