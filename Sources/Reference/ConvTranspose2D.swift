/// Transposed convolution of channels-last images with weights in PyTorch's layout, inputs × outputs ×
/// kernel height × kernel width. Written as the scattering that defines it, not by way of `Conv2D`.
public enum ConvTranspose2DReference {
  /// y[n, h·stride + k − padding, …, o] += x[n, h, w, i] · weight[i, o, k, l], from the bias on.
  ///
  /// - Parameter outputSize: the size of y; output padding makes it larger at its end.
  public static func forward(
    x: [Double], size: Images, weight: [Double], bias: [Double]?, outputSize: Images,
    kernel: Extent2D, stride: Extent2D, padding: Extent2D
  ) -> [Double] {
    var y = [Double](repeating: 0, count: outputSize.count)
    for index in y.indices { y[index] = bias?[index % outputSize.channels] ?? 0 }
    forEachProduct(size, outputSize, kernel, stride, padding) { input, output, place in
      y[output] += x[input] * weight[place]
    }
    return y
  }

  /// The gradient with respect to x.
  public static func dataGradient(
    gradY: [Double], size: Images, weight: [Double], outputSize: Images, kernel: Extent2D,
    stride: Extent2D, padding: Extent2D
  ) -> [Double] {
    var gradX = [Double](repeating: 0, count: size.count)
    forEachProduct(size, outputSize, kernel, stride, padding) { input, output, place in
      gradX[input] += gradY[output] * weight[place]
    }
    return gradX
  }

  /// The gradient with respect to the weights.
  public static func weightGradient(
    x: [Double], gradY: [Double], size: Images, outputSize: Images, kernel: Extent2D,
    stride: Extent2D, padding: Extent2D
  ) -> [Double] {
    let count = size.channels * outputSize.channels * kernel.height * kernel.width
    var gradWeight = [Double](repeating: 0, count: count)
    forEachProduct(size, outputSize, kernel, stride, padding) { input, output, place in
      gradWeight[place] += x[input] * gradY[output]
    }
    return gradWeight
  }

  /// Visits every product of the definition by the places of its input, output and weight.
  private static func forEachProduct(
    _ size: Images, _ out: Images, _ kernel: Extent2D, _ stride: Extent2D, _ padding: Extent2D,
    _ body: (_ input: Int, _ output: Int, _ weight: Int) -> Void
  ) {
    for n in 0..<size.batch {
      for h in 0..<size.height {
        for w in 0..<size.width {
          for i in 0..<size.channels {
            for o in 0..<out.channels {
              for k in 0..<kernel.height {
                for l in 0..<kernel.width {
                  let row = h * stride.height + k - padding.height
                  let column = w * stride.width + l - padding.width
                  guard (0..<out.height).contains(row), (0..<out.width).contains(column)
                  else { continue }
                  body(
                    size.offset(n, h, w, i), out.offset(n, row, column, o),
                    ((i * out.channels + o) * kernel.height + k) * kernel.width + l)
                }
              }
            }
          }
        }
      }
    }
  }
}
