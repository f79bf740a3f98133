public import Engine
public import Kernels

extension Pictures {
  /// A prepared batch on a device.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  public init(_ batch: PictureBatch, on kernels: Kernels) throws(EngineError) {
    try self.init(
      Tensor(batch.values, [batch.count, batch.length, batch.bands, 1], on: kernels),
      frames: batch.frames)
  }
}
