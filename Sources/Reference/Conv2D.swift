/// Convolution (cross-correlation) of channels-last images with weights in PyTorch's layout, outputs ×
/// inputs × kernel height × kernel width, and a border of zeros.
public enum Conv2DReference {
  /// y[n, h, w, o] = bias[o] + Σ x[n, h·stride + k − padding, …, i] · weight[o, i, k, l].
  public static func forward(
    x: [Double], size: Images, weight: [Double], bias: [Double]?, outChannels: Int,
    kernel: Extent2D, stride: Extent2D, padding: Extent2D
  ) -> (y: [Double], size: Images) {
    let out = outputSize(size, outChannels, kernel, stride, padding)
    var y = [Double](repeating: 0, count: out.count)
    for index in y.indices { y[index] = bias?[index % outChannels] ?? 0 }
    forEachProduct(size, out, kernel, stride, padding) { input, output, place in
      y[output] += x[input] * weight[place]
    }
    return (y, out)
  }

  /// The gradient with respect to x.
  public static func dataGradient(
    gradY: [Double], size: Images, weight: [Double], outChannels: Int, kernel: Extent2D,
    stride: Extent2D, padding: Extent2D
  ) -> [Double] {
    let out = outputSize(size, outChannels, kernel, stride, padding)
    var gradX = [Double](repeating: 0, count: size.count)
    forEachProduct(size, out, kernel, stride, padding) { input, output, place in
      gradX[input] += gradY[output] * weight[place]
    }
    return gradX
  }

  /// The gradient with respect to the weights.
  public static func weightGradient(
    x: [Double], gradY: [Double], size: Images, outChannels: Int, kernel: Extent2D,
    stride: Extent2D, padding: Extent2D
  ) -> [Double] {
    let out = outputSize(size, outChannels, kernel, stride, padding)
    let count = outChannels * size.channels * kernel.height * kernel.width
    var gradWeight = [Double](repeating: 0, count: count)
    forEachProduct(size, out, kernel, stride, padding) { input, output, place in
      gradWeight[place] += x[input] * gradY[output]
    }
    return gradWeight
  }

  /// The gradient with respect to the bias: the sum over all pixels.
  public static func biasGradient(gradY: [Double], outChannels: Int) -> [Double] {
    var gradBias = [Double](repeating: 0, count: outChannels)
    for (index, value) in gradY.enumerated() { gradBias[index % outChannels] += value }
    return gradBias
  }

  private static func outputSize(
    _ size: Images, _ outChannels: Int, _ kernel: Extent2D, _ stride: Extent2D,
    _ padding: Extent2D
  ) -> Images {
    Images(
      batch: size.batch,
      height: (size.height + 2 * padding.height - kernel.height) / stride.height + 1,
      width: (size.width + 2 * padding.width - kernel.width) / stride.width + 1,
      channels: outChannels)
  }

  /// Visits every product of the definition by the places of its input, output and weight.
  private static func forEachProduct(
    _ size: Images, _ out: Images, _ kernel: Extent2D, _ stride: Extent2D, _ padding: Extent2D,
    _ body: (_ input: Int, _ output: Int, _ weight: Int) -> Void
  ) {
    for n in 0..<out.batch {
      for h in 0..<out.height {
        for w in 0..<out.width {
          for k in 0..<kernel.height {
            let row = h * stride.height + k - padding.height
            guard (0..<size.height).contains(row) else { continue }
            for l in 0..<kernel.width {
              let column = w * stride.width + l - padding.width
              guard (0..<size.width).contains(column) else { continue }
              for o in 0..<out.channels {
                for i in 0..<size.channels {
                  body(
                    size.offset(n, row, column, i), out.offset(n, h, w, o),
                    ((o * size.channels + i) * kernel.height + k) * kernel.width + l)
                }
              }
            }
          }
        }
      }
    }
  }
}
