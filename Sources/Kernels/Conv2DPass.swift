/// A convolution, or its data gradient, which a transposed convolution is.
public enum Conv2DPass: Hashable, Codable, Sendable {
  case forward(Conv2DShape)
  case dataGradient(Conv2DShape)

  public var shape: Conv2DShape {
    switch self {
    case .forward(let shape), .dataGradient(let shape): shape
    }
  }

  /// The launches that it takes, one a phase of a data gradient's stride.
  var grids: [Conv2DGrid] {
    switch self {
    case .forward(let shape): [.forward(shape)]
    case .dataGradient(let shape): Conv2DGrid.dataGradient(shape)
    }
  }

  /// The same as one launch.
  var wholeGrid: Conv2DGrid {
    switch self {
    case .forward(let shape): .forward(shape)
    case .dataGradient(let shape): .subpixels(shape)
    }
  }

  /// The weights' steps as its kernels see them: a data gradient's outputs are the inputs.
  var weightLayout: WeightLayout {
    let taps = shape.kernelHeight * shape.kernelWidth
    let steps =
      switch self {
      case .forward: (out: shape.channels * taps, in: taps)
      case .dataGradient: (out: taps, in: shape.channels * taps)
      }
    return WeightLayout(
      outStep: steps.out, inStep: steps.in, height: shape.kernelHeight, width: shape.kernelWidth)
  }

  public var outputCount: Int {
    switch self {
    case .forward: shape.outputCount
    case .dataGradient: shape.inputCount
    }
  }
}
