/// Contours, smoothed over three frames, and their slopes.
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

  /// The regression's slope over five frames, without the last two, which it needs.
  static func slope(_ contour: [Float]) -> [Float] {
    (0..<max(0, contour.count - 2)).map { index in
      let (before, farBefore) = (contour[max(0, index - 1)], contour[max(0, index - 2)])
      return (contour[index + 1] - before + 2 * (contour[index + 2] - farBefore)) / 10
    }
  }
}
