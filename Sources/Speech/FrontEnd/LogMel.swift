/// A log-mel picture: T frames by M bands of power in dB, not normalised.
public struct LogMel: Sendable, Equatable {
  /// Number of mel bands M.
  public let bands: Int
  /// The picture, T x M, time first: the bands of one frame lie together.
  public let values: [Float]

  /// - Parameter values: T x M numbers, a whole number of frames.
  public init(_ values: [Float], bands: Int) {
    precondition(bands > 0 && values.count.isMultiple(of: bands), "not a whole number of frames")
    self.bands = bands
    self.values = values
  }

  /// Number of frames T.
  public var frames: Int { values.count / bands }

  /// One frame's M bands.
  public subscript(frame: Int) -> ArraySlice<Float> {
    values[frame * bands..<(frame + 1) * bands]
  }
}
