/// Windows of equal size one after the other, ready to be sent to a device.
public struct PictureBatch: Sendable, Equatable {
  /// Number of windows B.
  public var count: Int { frames.count }
  /// Frames a window, T.
  public let length: Int
  /// Mel bands M.
  public let bands: Int
  /// B x T x M.
  public let values: [Float]
  /// How many frames of each window are not padding.
  public let frames: [Int]

  /// - Parameter windows: each of `length` frames of `bands` bands.
  public init(_ windows: [PictureWindow], length: Int, bands: Int) {
    precondition(windows.allSatisfy { $0.values.count == length * bands }, "windows of other sizes")
    self.length = length
    self.bands = bands
    frames = windows.map(\.frames)
    values = windows.flatMap(\.values)
  }

  /// The windows again with other values of the same layout, such as the augmentor's output.
  public func windows(_ values: [Float], starts: [Int]) -> [PictureWindow] {
    precondition(values.count == self.values.count && starts.count == count)
    let size = length * bands
    return starts.indices.map { index in
      PictureWindow(
        start: starts[index], frames: frames[index],
        values: Array(values[index * size..<(index + 1) * size]))
    }
  }
}
