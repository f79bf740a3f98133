extension Image {
  /// Points between two pictures, if nothing else is said.
  public static let gap = 6

  /// Pictures side by side with a white gap between, as to compare them.
  ///
  /// - Parameters:
  ///   - images: at least one.
  ///   - gap: points between two.
  public init(sideBySide images: [Image], gap: Int = Self.gap) {
    let widths = images.reduce(0) { $0 + $1.width }
    self.init(
      width: widths + gap * (images.count - 1), height: images.map(\.height).max() ?? 1,
      color: (255, 255, 255))
    var left = 0
    for image in images {
      for y in 0..<image.height { for x in 0..<image.width { self[left + x, y] = image[x, y] } }
      left += image.width + gap
    }
  }
}
