/// Contours, smoothed over three frames, and their slopes over five.
enum ContourSmoothing {
  /// The mean of each number and those beside it; the first and the last are their own neighbours.
  ///
  /// - Parameter count: so many are smoothed; where the contour is longer, the next is known.
  static func mean(_ contour: [Float], count: Int) -> [Float] {
    (0..<count).map { index in
      let before = contour[max(0, index - 1)]
      let after = contour[min(contour.count - 1, index + 1)]
      return (before + contour[index] + after) / 3
    }
  }

  /// The regression's slope, without the last two frames, which it needs.
  static func slope(_ contour: [Float]) -> [Float] {
    (0..<max(0, contour.count - 2)).map { index in
      let (before, farBefore) = (contour[max(0, index - 1)], contour[max(0, index - 2)])
      return (contour[index + 1] - before + 2 * (contour[index + 2] - farBefore)) / 10
    }
  }

  /// As `mean`, of the numbers alone that are not zero; zero stays zero.
  static func meanOfPresent(_ contour: [Float]) -> [Float] {
    contour.indices.map { index in
      guard contour[index] != 0 else { return 0 }
      let around = contour[max(0, index - 1)...min(contour.count - 1, index + 1)]
      // The first and the last are their own neighbours.
      let twice = index == 0 || index == contour.count - 1 ? contour[index] : 0
      let count = around.count { $0 != 0 } + (twice == 0 ? 0 : 1)
      return (around.reduce(0, +) + twice) / Float(count)
    }
  }

  /// As `slope`, from pairs of numbers alone that are both not zero.
  ///
  /// openSMILE never resets the sum of squared distances by which it divides: from frame to frame and
  /// from contour to contour it grows, and the slopes shrink.
  static func slopesOfPresent(_ contours: [[Float]]) -> [[Float]] {
    let frames = contours.map(\.count).min() ?? 0
    var slopes = contours.map { _ in [Float]() }
    var norm = 10.0
    for frame in 0..<max(0, frames - 2) {
      for (index, contour) in contours.enumerated() {
        var sum = 0.0
        for distance in 1...2 {
          let before = contour[max(0, frame - distance)]
          let after = contour[frame + distance]
          guard before != 0, after != 0 else { continue }
          sum += Double(distance) * (Double(after) - Double(before))
          norm += Double(distance * distance)
        }
        slopes[index].append(Float(sum / norm))
      }
    }
    return slopes
  }
}
