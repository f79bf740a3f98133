public import Engine
public import Kernels

/// Pictures on the device: anchor, positive (another utterance of its class) and negative (of
/// another class).
public struct TripletPictures {
  public let anchor: Pictures
  public let positive: Pictures
  public let negative: Pictures

  public init(anchor: Pictures, positive: Pictures, negative: Pictures) {
    self.anchor = anchor
    self.positive = positive
    self.negative = negative
  }
}

extension TripletPictures {
  /// A drawn batch on a device.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  public init(_ batch: TripletBatch, on kernels: Kernels) throws(EngineError) {
    try self.init(
      anchor: Pictures(batch.anchor, on: kernels), positive: Pictures(batch.positive, on: kernels),
      negative: Pictures(batch.negative, on: kernels))
  }
}
