/// The sizes of a pooling of channels-last activations (batch, height, width, channels): windows
/// without padding; one that does not fit is left out.
public struct Pool2D: Equatable, Sendable {
  public let batch: Int
  public let height: Int
  public let width: Int
  public let channels: Int
  public let kernelHeight: Int
  public let kernelWidth: Int
  public let strideHeight: Int
  public let strideWidth: Int

  /// - Parameters:
  ///   - input: batch, height, width, channels.
  ///   - kernel: height and width of the window, at most the input's.
  ///   - stride: how far apart windows are, down and along.
  public init(
    input: (Int, Int, Int, Int), kernel: (height: Int, width: Int),
    stride: (height: Int, width: Int)
  ) {
    (batch, height, width, channels) = input
    (kernelHeight, kernelWidth) = kernel
    (strideHeight, strideWidth) = stride
  }

  public var outHeight: Int { (height - kernelHeight) / strideHeight + 1 }
  public var outWidth: Int { (width - kernelWidth) / strideWidth + 1 }
  /// Whether no pixel lies in two windows.
  var isDisjoint: Bool { strideHeight >= kernelHeight && strideWidth >= kernelWidth }
  public var inputCount: Int { batch * height * width * channels }
  public var outputCount: Int { batch * outHeight * outWidth * channels }
}
