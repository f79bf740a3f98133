/// A picture of energies over time and frequency: time runs to the right, frequency upwards.
public struct Spectrogram: Sendable {
  /// Energies of shape (frames, bands), such as decibels.
  public let values: [Float]
  public let frames: Int
  public let bands: Int

  public init(_ values: [Float], frames: Int, bands: Int) {
    precondition(values.count == frames * bands && frames > 0 && bands > 0)
    self.values = values
    self.frames = frames
    self.bands = bands
  }

  /// The least and the greatest of the values that are finite; nil where none is.
  public var range: ClosedRange<Float>? {
    let finite = values.lazy.filter(\.isFinite)
    guard let least = finite.min(), let greatest = finite.max() else { return nil }
    return least...greatest
  }

  /// Draws the picture.
  ///
  /// - Parameters:
  ///   - range: the values of the darkest and the brightest colour; nil: the picture's own. Pictures
  ///     that are to be compared take one range.
  ///   - scale: points a frame and a band.
  public func image(
    range: ClosedRange<Float>? = nil, colors: ColorMap = .magma, scale: Int = 3
  ) -> Image {
    let range = range ?? self.range ?? 0...1
    let span = max(range.upperBound - range.lowerBound, .leastNormalMagnitude)
    var image = Image(width: frames * scale, height: bands * scale)
    for frame in 0..<frames {
      for band in 0..<bands {
        let color = colors((values[frame * bands + band] - range.lowerBound) / span)
        let top = (bands - 1 - band) * scale
        for y in top..<(top + scale) {
          for x in (frame * scale)..<((frame + 1) * scale) { image[x, y] = color }
        }
      }
    }
    return image
  }
}
