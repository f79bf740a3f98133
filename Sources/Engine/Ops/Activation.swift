public import Kernels
import OpenCL

/// f(x), element by element.
///
/// - Throws: `EngineError.device` where memory is short or the device fails.
public func activation(_ f: Activation, _ x: Tensor) throws(EngineError) -> Tensor {
  if f == .identity { return x }
  let y = try x.uninitialized(x.shape)
  try onDevice { () throws(OpenCLError) in
    try x.kernels.activation(f, x: x.buffer, into: y.buffer, count: x.shape.count)
  }
  return y.recorded(f.name, from: [x]) { (dy, _) throws(EngineError) in
    [try activationGradient(f, y: y, dy: dy)]
  }
}

/// dy · f'(x), with f'(x) from y = f(x).
///
/// - Throws: `EngineError.device` where memory is short or the device fails.
func activationGradient(_ f: Activation, y: Tensor, dy: Tensor) throws(EngineError) -> Tensor {
  if f == .identity { return dy }
  let dx = try dy.uninitialized(dy.shape)
  try onDevice { () throws(OpenCLError) in
    try dy.kernels.activationGradient(
      f, y: y.buffer, dy: dy.buffer, into: dx.buffer, count: dy.shape.count)
  }
  return dx
}

/// max(x, 0).
///
/// - Throws: `EngineError.device` where memory is short or the device fails.
public func relu(_ x: Tensor) throws(EngineError) -> Tensor { try activation(.relu, x) }

/// x above zero, `slope · x` below and at zero.
///
/// - Throws: `EngineError.device` where memory is short or the device fails.
public func leakyRelu(_ x: Tensor, slope: Float) throws(EngineError) -> Tensor {
  try activation(.leakyRelu(slope: slope), x)
}

/// The hyperbolic tangent.
///
/// - Throws: `EngineError.device` where memory is short or the device fails.
public func tanh(_ x: Tensor) throws(EngineError) -> Tensor { try activation(.tanh, x) }

/// 1 / (1 + exp -x).
///
/// - Throws: `EngineError.device` where memory is short or the device fails.
public func sigmoid(_ x: Tensor) throws(EngineError) -> Tensor { try activation(.sigmoid, x) }

/// log(1 + exp x).
///
/// - Throws: `EngineError.device` where memory is short or the device fails.
public func softplus(_ x: Tensor) throws(EngineError) -> Tensor { try activation(.softplus, x) }
