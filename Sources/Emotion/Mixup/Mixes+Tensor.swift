import Engine

extension Mixes {
  /// The mixes of a batch on its device, every row of which is mixed with another of the same
  /// batch.
  ///
  /// - Parameter batch: rows × …, as many as there are mixes.
  /// - Throws: `EngineError.shape` where the batch has not a row for each mix, `.device` where
  ///   memory is short or the device fails.
  func callAsFunction(_ batch: Tensor) throws(EngineError) -> Tensor {
    try mixup(
      batch, lambda: Tensor(lambdas, [lambdas.count], on: batch.kernels), partners: partners)
  }
}
