extension Image {
  /// Pictures of one width, one below the other with a white gap between, as to compare them.
  ///
  /// - Parameters:
  ///   - images: at least one.
  ///   - gap: points between two.
  public init(stacking images: [Image], gap: Int = 6) {
    let width = images.map(\.width).max() ?? 1
    let heights = images.reduce(0) { $0 + $1.height }
    self.init(width: width, height: heights + gap * (images.count - 1))
    var top = 0
    for image in images {
      if top > 0 {
        for y in top..<top + gap { for x in 0..<width { self[x, y] = (255, 255, 255) } }
        top += gap
      }
      for y in 0..<image.height { for x in 0..<image.width { self[x, top + y] = image[x, y] } }
      top += image.height
    }
  }
}
