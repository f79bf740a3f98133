/// Maximum over windows of each channel's plane, without padding: a window that does not fit is
/// left out (odd sizes round down). NaN is passed on.
public enum MaxPool2DReference {
  /// - Returns: the maxima, and for each the index h·W + w of its place in the input's plane; a tie
  ///   goes to the first in scan order.
  public static func forward(
    x: [Double], size: Images, kernel: Extent2D, stride: Extent2D
  ) -> (y: [Double], index: [Int], size: Images) {
    let out = pooled(size, kernel: kernel, stride: stride)
    var y = [Double](repeating: 0, count: out.count)
    var index = [Int](repeating: 0, count: out.count)
    for n in 0..<out.batch {
      for h in 0..<out.height {
        for w in 0..<out.width {
          for c in 0..<out.channels {
            var best = -Double.infinity
            var place = h * stride.height * size.width + w * stride.width
            for row in h * stride.height..<h * stride.height + kernel.height {
              for column in w * stride.width..<w * stride.width + kernel.width {
                let value = x[size.offset(n, row, column, c)]
                if value > best || value.isNaN {
                  best = value
                  place = row * size.width + column
                }
              }
            }
            y[out.offset(n, h, w, c)] = best
            index[out.offset(n, h, w, c)] = place
          }
        }
      }
    }
    return (y, index, out)
  }

  /// Each output's gradient goes to the place of its maximum; windows that overlap add up.
  public static func gradient(
    gradY: [Double], index: [Int], size: Images, kernel: Extent2D, stride: Extent2D
  ) -> [Double] {
    let out = pooled(size, kernel: kernel, stride: stride)
    var gradX = [Double](repeating: 0, count: size.count)
    for n in 0..<out.batch {
      for h in 0..<out.height {
        for w in 0..<out.width {
          for c in 0..<out.channels {
            let o = out.offset(n, h, w, c)
            let place = index[o]
            gradX[size.offset(n, place / size.width, place % size.width, c)] += gradY[o]
          }
        }
      }
    }
    return gradX
  }

  static func pooled(_ size: Images, kernel: Extent2D, stride: Extent2D) -> Images {
    Images(
      batch: size.batch, height: (size.height - kernel.height) / stride.height + 1,
      width: (size.width - kernel.width) / stride.width + 1, channels: size.channels)
  }
}
