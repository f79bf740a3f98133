import Kernels

/// Where a tensor came out of a rectifier (ReLU, leaky ReLU): an operation that can pass its gradient
/// through the rectifier by itself sends it to what went in, and spares a pass over memory.
struct Rectification {
  /// What went into the rectifier.
  let input: Origin
  let slope: Float
}

extension Tensor {
  /// The tensor that an operation which heeds `gate` has as its input: that of the rectifier where
  /// this came out of one.
  var beforeRectification: Tensor {
    guard let rectification else { return self }
    return Tensor(shape, buffer, kernels, origin: rectification.input)
  }

  /// What the gradient of `beforeRectification` passes, given the rectifier's output, which may also
  /// be known from a later tensor.
  func gate(by output: Tensor) -> Gate? {
    rectification.map { Gate(output.buffer, slope: $0.slope) }
  }

  /// This, the result of an operation that ended in f, with f recorded as a step of its own behind
  /// it.
  func recordedThrough(_ f: Activation) -> Tensor {
    if f == .identity { return self }
    let y = detached
    var result = recorded(f.name, from: [self]) { (dy, _) throws(EngineError) in
      [try activationGradient(f, y: y, dy: dy)]
    }
    if let slope = f.rectifierSlope, let origin {
      result.rectification = Rectification(input: origin, slope: slope)
    }
    return result
  }
}

extension Activation {
  /// What a rectifier multiplies negative values with; nil for other functions.
  fileprivate var rectifierSlope: Float? {
    switch self {
    case .relu: 0
    case .leakyRelu(let slope) where slope > 0: slope
    default: nil
    }
  }
}
