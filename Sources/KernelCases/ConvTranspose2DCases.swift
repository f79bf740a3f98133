import Kernels
import OpenCL
import Reference

/// The adjoint use of `kernels/conv2d*.cl` beside `Reference/ConvTranspose2D.swift`.
public enum ConvTranspose2DCases: OperationCases {
  public static var checks: [KernelCase] {
    [
      ConvTranspose2DShape(input: (1, 1, 1, 1), outChannels: 1, kernel: (3, 3), padding: (1, 1)),
      ConvTranspose2DShape(
        input: (2, 5, 3, 3), outChannels: 5, kernel: (3, 3), stride: (2, 2), padding: (1, 1),
        outputPadding: (1, 1)),
      ConvTranspose2DShape(
        input: (1, 4, 3, 17), outChannels: 33, kernel: (4, 4), stride: (2, 2), padding: (1, 1)),
      ConvTranspose2DShape(
        input: (1, 3, 5, 5), outChannels: 2, kernel: (4, 8), stride: (2, 4), padding: (1, 2)),
      ConvTranspose2DShape(
        input: (1, 4, 3, 35), outChannels: 1, kernel: (8, 8), stride: (4, 4), padding: (2, 2)),
      ConvTranspose2DShape(
        input: (1, 3, 2, 19), outChannels: 66, kernel: (5, 5), stride: (2, 2), padding: (2, 2),
        outputPadding: (1, 0)),
      // More stride than kernel: some outputs have the bias alone.
      ConvTranspose2DShape(
        input: (2, 4, 3, 4), outChannels: 7, kernel: (2, 2), stride: (3, 3),
        outputPadding: (1, 2)),
    ].map { transposed(describe($0), $0, backward: true) }
  }

  public static var timings: [KernelCase] {
    var cases: [KernelCase] = []
    for (inputs, outputs, height, width) in [(128, 64, 32, 8), (64, 1, 128, 32)] {
      let name = "deconv8x8s4_b16_\(inputs)to\(outputs)_\(height)x\(width)"
      let shape = ConvTranspose2DShape(
        input: (16, height, width, inputs), outChannels: outputs, kernel: (8, 8),
        stride: (4, 4), padding: (2, 2))
      cases += [
        transposed(name + "_fwd", shape, backward: false),
        transposed(name + "_fwd_bwd", shape, backward: true),
      ]
    }
    return cases
  }

  private static func describe(_ s: ConvTranspose2DShape) -> String {
    """
    \(s.batch)×\(s.height)×\(s.width)×\(s.channels) to \(s.outHeight)×\(s.outWidth)×\
    \(s.outChannels)
    """
  }

  private static func transposed(
    _ name: String, _ shape: ConvTranspose2DShape, backward: Bool
  ) -> KernelCase {
    let convolution = shape.adjoint
    let size = Images(
      batch: shape.batch, height: shape.height, width: shape.width, channels: shape.channels)
    let outputSize = Images(
      batch: shape.batch, height: shape.outHeight, width: shape.outWidth,
      channels: shape.outChannels)
    let kernel = Extent2D(convolution.kernelHeight, convolution.kernelWidth)
    let stride = Extent2D(convolution.strideHeight, convolution.strideWidth)
    let padding = Extent2D(convolution.paddingHeight, convolution.paddingWidth)
    let gradients = [
      ("dx", shape.inputCount), ("dw", shape.weightCount), ("db", shape.outChannels),
    ]
    return KernelCase(
      "conv_transpose2d", name, tolerance: 4e-6, flops: (backward ? 3 : 1) * shape.flops,
      inputs: {
        var random = CaseInputs(seed: 43)
        return [
          random.normal(shape.inputCount), random.normal(shape.weightCount),
          random.normal(shape.outChannels), random.normal(shape.outputCount),
        ]
      },
      outputs: [("y", shape.outputCount)] + (backward ? gradients : []),
      run: { (kernels, given, results) throws(OpenCLError) in
        try kernels.convTranspose2d(
          given[0], weight: given[1], bias: given[2], shape, activation: .relu,
          into: results[0])
        if backward {
          try kernels.convTranspose2dDataGradient(
            given[3], weight: given[1], shape, gate: Gate(given[0], slope: 0.25),
            into: results[1])
          try kernels.convTranspose2dWeightGradient(
            given[0], dy: given[3], shape, into: results[2], bias: results[3])
        }
      },
      expected: { given in
        let y = ConvTranspose2DReference.forward(
          x: given[0], size: size, weight: given[1], bias: given[2], outputSize: outputSize,
          kernel: kernel, stride: stride, padding: padding)
        let result = [ActivationCases.reference(.relu).forward(y)]
        guard backward else { return result }
        let dx = ConvTranspose2DReference.dataGradient(
          gradY: given[3], size: size, weight: given[1], outputSize: outputSize, kernel: kernel,
          stride: stride, padding: padding)
        let dw = ConvTranspose2DReference.weightGradient(
          x: given[0], gradY: given[3], size: size, outputSize: outputSize, kernel: kernel,
          stride: stride, padding: padding)
        // The gradient goes on through a leaky rectifier that put out x.
        let gated = zip(dx, given[0]).map { $1 > 0 ? $0 : 0.25 * $0 }
        let db = Conv2DReference.biasGradient(gradY: given[3], outChannels: shape.outChannels)
        return result + [gated, dw, db]
      })
  }
}
