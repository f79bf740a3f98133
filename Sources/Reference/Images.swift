/// The sizes of channels-last activations (N, H, W, C); element (n, h, w, c) is at
/// ((n·H + h)·W + w)·C + c.
public struct Images: Sendable, Equatable {
  public var batch: Int
  public var height: Int
  public var width: Int
  public var channels: Int

  public init(batch: Int, height: Int, width: Int, channels: Int) {
    self.batch = batch
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// The number of elements.
  public var count: Int { batch * height * width * channels }

  func offset(_ n: Int, _ h: Int, _ w: Int, _ c: Int) -> Int {
    ((n * height + h) * width + w) * channels + c
  }
}

/// The height and width of a pooling window, or of its step.
public struct Extent2D: Sendable, Equatable {
  public var height: Int
  public var width: Int

  public init(_ height: Int, _ width: Int) {
    self.height = height
    self.width = width
  }
}
