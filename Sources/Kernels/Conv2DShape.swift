/// The sizes of a convolution of channels-last images: (batch, height, width, channels) to (batch,
/// outHeight, outWidth, outChannels), with weights outChannels × channels × kernelHeight ×
/// kernelWidth and a border of zeros.
public struct Conv2DShape: Hashable, Codable, Sendable {
  public let batch: Int
  public let height: Int
  public let width: Int
  public let channels: Int
  public let outChannels: Int
  public let kernelHeight: Int
  public let kernelWidth: Int
  public let strideHeight: Int
  public let strideWidth: Int
  public let paddingHeight: Int
  public let paddingWidth: Int

  /// - Parameters:
  ///   - input: batch, height, width, channels.
  ///   - kernel: height and width, at most the input's with its border.
  public init(
    input: (Int, Int, Int, Int), outChannels: Int, kernel: (height: Int, width: Int),
    stride: (height: Int, width: Int) = (1, 1), padding: (height: Int, width: Int) = (0, 0)
  ) {
    (batch, height, width, channels) = input
    self.outChannels = outChannels
    (kernelHeight, kernelWidth) = kernel
    (strideHeight, strideWidth) = stride
    (paddingHeight, paddingWidth) = padding
  }

  public var outHeight: Int { (height + 2 * paddingHeight - kernelHeight) / strideHeight + 1 }
  public var outWidth: Int { (width + 2 * paddingWidth - kernelWidth) / strideWidth + 1 }
  public var inputCount: Int { batch * height * width * channels }
  public var outputPixels: Int { batch * outHeight * outWidth }
  public var outputCount: Int { outputPixels * outChannels }
  public var weightCount: Int { outChannels * channels * kernelHeight * kernelWidth }
  /// Multiplications and additions, counting those with the border.
  public var flops: Double { 2 * Double(outputPixels) * Double(weightCount) }
}

extension Conv2DShape: CustomStringConvertible {
  public var description: String {
    """
    \(batch)×\(height)×\(width)×\(channels) to \(outChannels), \
    kernel \(kernelHeight)×\(kernelWidth), stride \(strideHeight)×\(strideWidth), \
    padding \(paddingHeight)×\(paddingWidth)
    """
  }
}

/// The sizes of a transposed convolution: (batch, height, width, channels) to (batch, outHeight,
/// outWidth, outChannels), with weights channels × outChannels × kernelHeight × kernelWidth.
public struct ConvTranspose2DShape: Equatable, Sendable {
  /// The convolution whose data gradient this is: its output is this one's input.
  public let adjoint: Conv2DShape
  public let height: Int
  public let width: Int

  /// - Parameters:
  ///   - input: batch, height, width, channels.
  ///   - outputPadding: rows and columns added to the output at its end, below the stride.
  public init(
    input: (Int, Int, Int, Int), outChannels: Int, kernel: (height: Int, width: Int),
    stride: (height: Int, width: Int) = (1, 1), padding: (height: Int, width: Int) = (0, 0),
    outputPadding: (height: Int, width: Int) = (0, 0)
  ) {
    let (batch, height, width, channels) = input
    let outHeight =
      (height - 1) * stride.height - 2 * padding.height + kernel.height + outputPadding.height
    let outWidth =
      (width - 1) * stride.width - 2 * padding.width + kernel.width + outputPadding.width
    adjoint = Conv2DShape(
      input: (batch, outHeight, outWidth, outChannels), outChannels: channels, kernel: kernel,
      stride: stride, padding: padding)
    (self.height, self.width) = (height, width)
  }

  public var batch: Int { adjoint.batch }
  public var channels: Int { adjoint.outChannels }
  public var outChannels: Int { adjoint.channels }
  public var outHeight: Int { adjoint.height }
  public var outWidth: Int { adjoint.width }
  public var inputCount: Int { batch * height * width * channels }
  public var outputPixels: Int { batch * outHeight * outWidth }
  public var outputCount: Int { adjoint.inputCount }
  public var weightCount: Int { adjoint.weightCount }
  /// Multiplications and additions, counting those that fall off the border.
  public var flops: Double { 2 * Double(batch * height * width) * Double(weightCount) }
}
