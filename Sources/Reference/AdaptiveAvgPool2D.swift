/// Mean over windows that share out a plane among a given number of outputs, as PyTorch's
/// `adaptive_avg_pool2d`: output i of O over an axis of L covers floor(i·L/O) ..< ceil((i+1)·L/O);
/// windows overlap where O does not divide L.
public enum AdaptiveAvgPool2DReference {
  public static func forward(x: [Double], size: Images, output: Extent2D) -> [Double] {
    let out = Images(
      batch: size.batch, height: output.height, width: output.width, channels: size.channels)
    var y = [Double](repeating: 0, count: out.count)
    forEachPair(size, out) { i, o, area in y[o] += x[i] / area }
    return y
  }

  public static func gradient(gradY: [Double], size: Images, output: Extent2D) -> [Double] {
    let out = Images(
      batch: size.batch, height: output.height, width: output.width, channels: size.channels)
    var gradX = [Double](repeating: 0, count: size.count)
    forEachPair(size, out) { i, o, area in gradX[i] += gradY[o] / area }
    return gradX
  }

  private static func forEachPair(
    _ size: Images, _ out: Images, _ body: (Int, Int, _ area: Double) -> Void
  ) {
    for n in 0..<out.batch {
      for h in 0..<out.height {
        let rows = window(h, of: out.height, over: size.height)
        for w in 0..<out.width {
          let columns = window(w, of: out.width, over: size.width)
          let area = Double(rows.count * columns.count)
          for c in 0..<out.channels {
            for row in rows {
              for column in columns {
                body(size.offset(n, row, column, c), out.offset(n, h, w, c), area)
              }
            }
          }
        }
      }
    }
  }

  private static func window(_ i: Int, of outputs: Int, over length: Int) -> Range<Int> {
    i * length / outputs..<((i + 1) * length + outputs - 1) / outputs
  }
}
