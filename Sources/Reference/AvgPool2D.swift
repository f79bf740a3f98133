/// Mean over windows of each channel's plane, without padding: a window that does not fit is left
/// out.
public enum AvgPool2DReference {
  public static func forward(
    x: [Double], size: Images, kernel: Extent2D, stride: Extent2D
  ) -> (y: [Double], size: Images) {
    let out = MaxPool2DReference.pooled(size, kernel: kernel, stride: stride)
    var y = [Double](repeating: 0, count: out.count)
    forEachPair(size, out, kernel, stride) { i, o in y[o] += x[i] }
    let area = Double(kernel.height * kernel.width)
    return (y.map { $0 / area }, out)
  }

  public static func gradient(
    gradY: [Double], size: Images, kernel: Extent2D, stride: Extent2D
  ) -> [Double] {
    let out = MaxPool2DReference.pooled(size, kernel: kernel, stride: stride)
    let area = Double(kernel.height * kernel.width)
    var gradX = [Double](repeating: 0, count: size.count)
    forEachPair(size, out, kernel, stride) { i, o in gradX[i] += gradY[o] / area }
    return gradX
  }

  /// Every (input, output) pair of offsets where the input lies in the output's window.
  private static func forEachPair(
    _ size: Images, _ out: Images, _ kernel: Extent2D, _ stride: Extent2D,
    _ body: (Int, Int) -> Void
  ) {
    for n in 0..<out.batch {
      for h in 0..<out.height {
        for w in 0..<out.width {
          for c in 0..<out.channels {
            for i in 0..<kernel.height {
              for j in 0..<kernel.width {
                let row = h * stride.height + i
                let column = w * stride.width + j
                body(size.offset(n, row, column, c), out.offset(n, h, w, c))
              }
            }
          }
        }
      }
    }
  }
}
