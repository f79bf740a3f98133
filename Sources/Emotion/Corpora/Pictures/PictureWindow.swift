public import Random
public import Speech

/// A stretch of a picture, brought to a fixed number of frames.
public struct PictureWindow: Sendable, Equatable {
  /// The picture's frame with which it begins.
  public let start: Int
  /// Number of frames that are the picture's own; those after them are padding.
  public let frames: Int
  /// The window, length x M, time first.
  public let values: [Float]

  public init(start: Int, frames: Int, values: [Float]) {
    self.start = start
    self.frames = frames
    self.values = values
  }

  /// Cuts a window out of a picture.
  ///
  /// - Parameters:
  ///   - start: a frame of the picture.
  ///   - length: the window's frames.
  ///   - padding: what fills the frames after the picture's end: silence on the picture's scale.
  public init(of picture: LogMel, at start: Int, length: Int, padding: Float) {
    frames = min(length, picture.frames - start)
    let own = picture.values[start * picture.bands..<(start + frames) * picture.bands]
    self.start = start
    values = own + Array(repeating: padding, count: (length - frames) * picture.bands)
  }
}

extension LogMel {
  /// The first frames of windows that together cover the picture: a stride apart, the last moved
  /// back to end where the picture ends. A picture no longer than one window has one.
  ///
  /// - Parameter stride: at most `length`, or frames between the windows are left out.
  public func windowStarts(length: Int, stride: Int) -> [Int] {
    guard frames > length else { return [0] }
    let last = frames - length
    return Array(Swift.stride(from: 0, to: last, by: stride)) + [last]
  }

  /// Windows that follow one another, only the last overlapping the one before: the whole picture,
  /// to be augmented.
  public func windows(length: Int, padding: Float) -> [PictureWindow] {
    windowStarts(length: length, stride: length).map {
      PictureWindow(of: self, at: $0, length: length, padding: padding)
    }
  }

  /// A window at a random place, or the whole picture where it is shorter.
  public func randomWindow(
    length: Int, padding: Float, using generator: inout SeededGenerator
  ) -> PictureWindow {
    let start = frames > length ? generator.index(below: frames - length + 1) : 0
    return PictureWindow(of: self, at: start, length: length, padding: padding)
  }

  /// Puts the windows of one picture together again without their padding. Where two overlap, the
  /// frames of the earlier stay.
  ///
  /// - Parameter windows: in the order of their starts, without gaps.
  public init(merging windows: [PictureWindow], bands: Int) {
    var values: [Float] = []
    for window in windows {
      let known = values.count / bands - window.start
      precondition(known >= 0, "frames are missing between two windows")
      guard known < window.frames else { continue }
      values += window.values[known * bands..<window.frames * bands]
    }
    self.init(values, bands: bands)
  }
}
